// Package bus wraps a library.
package bus

import (
	"context"

	"github.com/nats-io/nats.go"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Plain publishes without headers.
type Plain struct{ Conn *nats.Conn }

// Publish publishes an event.
func (b *Plain) Publish(ctx context.Context, subject string, event []byte) error {
	return b.Conn.PublishMsg(&nats.Msg{Subject: subject, Data: event})
}

// Traced publishes with the trace in the headers.
type Traced struct {
	Conn       *nats.Conn
	Propagator propagation.TextMapPropagator
}

// Publish publishes an event.
func (b *Traced) Publish(ctx context.Context, subject string, event []byte) error {
	message := &nats.Msg{Subject: subject, Data: event, Header: nats.Header{}}
	b.inject(ctx, message)
	return b.Conn.PublishMsg(message)
}

func (b *Traced) inject(ctx context.Context, message *nats.Msg) {
	carrier := propagation.MapCarrier{}
	b.Propagator.Inject(ctx, carrier)
	for key, value := range carrier {
		message.Header.Set(key, value)
	}
}

// Own starts the span itself.
type Own struct {
	Conn   *nats.Conn
	Tracer trace.Tracer
}

// Publish publishes an event.
func (b *Own) Publish(ctx context.Context, subject string, event []byte) error {
	_, span := b.Tracer.Start(ctx, "publish")
	defer span.End()
	return b.Conn.PublishMsg(&nats.Msg{Subject: subject, Data: event}) // want "info: message does not carry the trace"
}
