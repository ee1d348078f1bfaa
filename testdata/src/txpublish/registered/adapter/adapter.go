// Package adapter publishes, behind every interface of port.
package adapter

import (
	"context"

	"github.com/segmentio/kafka-go"
)

type Events struct{ w *kafka.Writer }

func NewEvents(w *kafka.Writer) *Events { return &Events{w: w} }

func (e *Events) publish(ctx context.Context, id string) error {
	return e.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(id)})
}

func (e *Events) PlacedFx(ctx context.Context, id string) error       { return e.publish(ctx, id) }
func (e *Events) PlacedDig(ctx context.Context, id string) error      { return e.publish(ctx, id) }
func (e *Events) PlacedDo(ctx context.Context, id string) error       { return e.publish(ctx, id) }
func (e *Events) PlacedByNobody(ctx context.Context, id string) error { return e.publish(ctx, id) }

type Wired struct{ w *kafka.Writer }

func NewWired(w *kafka.Writer) (*Wired, error) { return &Wired{w: w}, nil }

func (e *Wired) PlacedWire(ctx context.Context, id string) error {
	return e.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(id)})
}

// Quiet has the methods of Events, but no container is given it.
type Quiet struct{}

func NewQuiet() *Quiet { return &Quiet{} }

func (Quiet) PlacedFx(context.Context, string) error { return nil }
