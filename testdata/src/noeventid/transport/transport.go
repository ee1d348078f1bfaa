// Package transport knows the broker.
package transport

import (
	"context"

	"github.com/rabbitmq/amqp091-go"
)

// Channel sends bytes.
type Channel struct{ ch *amqp091.Channel }

// New makes a Channel.
func New(ch *amqp091.Channel) *Channel { return &Channel{ch: ch} }

// Send publishes; the message has the id that is given, which may be none.
func (c *Channel) Send(ctx context.Context, key, id string, body []byte) error {
	return c.ch.PublishWithContext(ctx, "shop", key, false, false, amqp091.Publishing{MessageId: id, Body: body})
}
