// Package rabbit wraps a broker.
package rabbit

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func Message(event []byte) amqp.Publishing { return amqp.Publishing{Body: event} }

func Kept(event []byte) amqp.Publishing {
	return amqp.Publishing{Body: event, DeliveryMode: amqp.Persistent}
}

func Publish(ctx context.Context, ch *amqp.Channel, exchange string, m amqp.Publishing) error {
	return ch.PublishWithContext(ctx, exchange, "placed.v1", false, false, m) // want "the message is transient"
}

func PublishKept(ctx context.Context, ch *amqp.Channel, exchange string, m amqp.Publishing) error {
	return ch.PublishWithContext(ctx, exchange, "placed.v1", false, false, m)
}
