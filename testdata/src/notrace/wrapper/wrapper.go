// Package wrapper publishes through another package.
package wrapper

import (
	"context"

	"go.opentelemetry.io/otel/trace"
	"notrace/bus"
)

type shop struct {
	tracer trace.Tracer
	plain  *bus.Plain
	traced *bus.Traced
}

func (s *shop) place(ctx context.Context, event []byte) error {
	ctx, span := s.tracer.Start(ctx, "place")
	defer span.End()
	return s.plain.Publish(ctx, "orders.placed", event) // want "info: message does not carry the trace"
}

func (s *shop) placeWell(ctx context.Context, event []byte) error {
	ctx, span := s.tracer.Start(ctx, "place")
	defer span.End()
	return s.traced.Publish(ctx, "orders.placed", event)
}
