// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

type shop struct {
	writer     *kafka.Writer
	tracer     trace.Tracer
	propagator propagation.TextMapPropagator
}

func (s *shop) bad(ctx context.Context, event []byte) error {
	ctx, span := s.tracer.Start(ctx, "place order")
	defer span.End()
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "info: message does not carry the trace"
}

func (s *shop) good(ctx context.Context, event []byte) error {
	ctx, span := s.tracer.Start(ctx, "place order")
	defer span.End()
	carrier := propagation.MapCarrier{}
	s.propagator.Inject(ctx, carrier)
	message := kafka.Message{Topic: "orders.v1", Value: event}
	for key, value := range carrier {
		message.Headers = append(message.Headers, kafka.Header{Key: key, Value: []byte(value)})
	}
	return s.writer.WriteMessages(ctx, message)
}
