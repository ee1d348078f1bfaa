// Package propagation stands in for the real library in fixtures.
package propagation

import "context"

type TextMapCarrier interface {
	Get(key string) string
	Set(key, value string)
	Keys() []string
}

type TextMapPropagator interface {
	Inject(ctx context.Context, carrier TextMapCarrier)
	Extract(ctx context.Context, carrier TextMapCarrier) context.Context
	Fields() []string
}

type MapCarrier map[string]string

func (c MapCarrier) Get(key string) string { return c[key] }
func (c MapCarrier) Set(key, value string) { c[key] = value }
func (c MapCarrier) Keys() []string        { panic("stub") }

type TraceContext struct{}

func (tc TraceContext) Inject(ctx context.Context, carrier TextMapCarrier) { panic("stub") }
