// Package doc holds the example of the documentation.
package doc

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func declare(ch *amqp.Channel) error {
	_, err := ch.QueueDeclare("orders.v1", true, false, false, false, nil)
	return err
}

func bad(ctx context.Context, ch *amqp.Channel, event []byte) error {
	return ch.PublishWithContext(ctx, "", "orders.v1", false, false, amqp.Publishing{Body: event}) // want "warning: the message is transient \\(DeliveryMode is not set\\), so a restart loses it from its durable queue"
}

func good(ctx context.Context, ch *amqp.Channel, event []byte) error {
	return ch.PublishWithContext(ctx, "", "orders.v1", false, false, amqp.Publishing{DeliveryMode: amqp.Persistent, Body: event})
}
