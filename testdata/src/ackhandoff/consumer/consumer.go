// Package consumer wraps a library for its callers.
package consumer

import (
	"context"

	"github.com/rabbitmq/amqp091-go"
)

// Handler handles one message.
type Handler interface {
	Handle(ctx context.Context, body []byte) error
}

// Run acks what was handled, and has the rest delivered again: for its handlers, nil is an ack.
func Run(ctx context.Context, deliveries <-chan amqp091.Delivery, h Handler) {
	for d := range deliveries {
		if err := h.Handle(ctx, d.Body); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}
