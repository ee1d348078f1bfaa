// Package options has functions that change a message before it is published.
package options

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type option func(m *kafka.Message)

func meta(id string) option {
	return func(m *kafka.Message) {
		m.Headers = append(m.Headers, kafka.Header{Key: "event-id", Value: []byte(id)}, kafka.Header{Key: "schema-version", Value: []byte("1")})
	}
}

func traced(span string) option {
	return func(m *kafka.Message) {
		m.Headers = append(m.Headers, kafka.Header{Key: "traceparent", Value: []byte(span)})
	}
}

type stamp struct{ id string }

func (s stamp) on(m *kafka.Message) { meta(s.id)(m) }

type shop struct {
	writer  *kafka.Writer
	always  []option
	changes []func(m *kafka.Message)
}

func (s *shop) publish(ctx context.Context, key string, event any, options ...option) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	m := kafka.Message{Topic: "orders", Key: []byte(key), Value: body}
	for _, o := range options {
		o(&m)
	}
	return s.writer.WriteMessages(ctx, m)
}

type orderPlaced struct {
	OrderID string
	Total   int
}

func (s *shop) option(ctx context.Context, id string, e orderPlaced) error {
	return s.publish(ctx, e.OrderID, e, traced(id), meta(id))
}

type orderPaid struct {
	OrderID string
	Total   int
}

func (s *shop) method(ctx context.Context, id string, e orderPaid) error {
	return s.publish(ctx, e.OrderID, e, stamp{id}.on)
}

type orderShipped struct { // want "warning: payload has no version"
	OrderID string
	Total   int
}

func (s *shop) without(ctx context.Context, e orderShipped) error {
	return s.publish(ctx, e.OrderID, e)
}

type orderLost struct { // want "warning: payload has no version"
	OrderID string
	Total   int
}

func (s *shop) another(ctx context.Context, span string, e orderLost) error {
	return s.publish(ctx, e.OrderID, e, traced(span))
}

type orderFound struct {
	OrderID string
	Total   int
}

// Nobody is seen to say which options there are.
func (s *shop) Publish(ctx context.Context, e orderFound, options ...option) error {
	return s.publish(ctx, e.OrderID, e, options...)
}

type orderClosed struct {
	OrderID string
	Total   int
}

func (s *shop) one(ctx context.Context, id string, e orderClosed) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	m := &kafka.Message{Topic: "orders", Key: []byte(e.OrderID), Value: body}
	stamped := meta(id)
	stamped(m)
	return s.writer.WriteMessages(ctx, *m)
}

type orderOpened struct {
	OrderID string
	Total   int
}

func newShop(w *kafka.Writer, instance string) *shop {
	return &shop{writer: w, always: []option{meta(instance)}}
}

func (s *shop) kept(ctx context.Context, e orderOpened) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	m := kafka.Message{Topic: "orders", Key: []byte(e.OrderID), Value: body}
	for _, o := range s.always {
		o(&m)
	}
	return s.writer.WriteMessages(ctx, m)
}

type orderMoved struct {
	OrderID string
	Total   int
}

// Nobody is seen to fill the field.
func (s *shop) injected(ctx context.Context, e orderMoved) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	m := kafka.Message{Topic: "orders", Key: []byte(e.OrderID), Value: body}
	for _, change := range s.changes {
		change(&m)
	}
	return s.writer.WriteMessages(ctx, m)
}
