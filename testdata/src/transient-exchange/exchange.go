// Package exchange publishes to an exchange whose queues others declare.
package exchange

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

func publish(ctx context.Context, ch *amqp.Channel, event []byte) error {
	if err := ch.ExchangeDeclare("orders", "topic", true, false, false, false, nil); err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "orders", "placed.v1", false, false, amqp.Publishing{Body: event}) // want "info: the message is transient"
}
