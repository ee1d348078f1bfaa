// Package rabbit tells the carriers on RabbitMQ.
package rabbit

import (
	"context"

	"shop.example/shop/internal/platform/bus"
	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/shipping/events"
)

// Carriers listen to the exchange of shipping.
type Carriers struct{ bus *bus.Rabbit }

// NewCarriers returns the carriers behind the bus.
func NewCarriers(b *bus.Rabbit) *Carriers { return &Carriers{bus: b} }

// Tell publishes one event.
func (c *Carriers) Tell(ctx context.Context, e event.Envelope) error {
	return c.bus.Publish(ctx, events.Exchange, e)
}
