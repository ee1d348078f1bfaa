// Package kafka tells of orders on Kafka.
package kafka

import (
	"context"

	"shop.example/shop/internal/orders/events"
	"shop.example/shop/internal/platform/bus"
	"shop.example/shop/internal/platform/event"
)

// Events publishes to the topic of orders.
type Events struct{ bus *bus.Kafka }

// NewEvents returns a publisher on the bus.
func NewEvents(b *bus.Kafka) *Events { return &Events{bus: b} }

// Publish publishes one event.
func (p *Events) Publish(ctx context.Context, e event.Envelope) error {
	return p.bus.Publish(ctx, events.Topic, e)
}
