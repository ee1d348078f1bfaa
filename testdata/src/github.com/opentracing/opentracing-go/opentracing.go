// Package opentracing stands in for the real one.
package opentracing

import "context"

type StartSpanOption interface{}

type SpanContext interface{}

type Span interface {
	Finish()
	Context() SpanContext
}

type Tracer interface {
	StartSpan(operationName string, opts ...StartSpanOption) Span
	Inject(sm SpanContext, format interface{}, carrier interface{}) error
}

type BuiltinFormat byte

const (
	Binary BuiltinFormat = iota
	TextMap
	HTTPHeaders
)

type TextMapCarrier map[string]string

func StartSpan(operationName string, opts ...StartSpanOption) Span { return nil }

func StartSpanFromContext(ctx context.Context, operationName string, opts ...StartSpanOption) (Span, context.Context) {
	return nil, ctx
}

func StartSpanFromContextWithTracer(ctx context.Context, tracer Tracer, operationName string, opts ...StartSpanOption) (Span, context.Context) {
	return nil, ctx
}
