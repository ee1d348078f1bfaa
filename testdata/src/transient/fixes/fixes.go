// Package fixes has messages over several lines, and such that cannot be repaired where they are published.
package fixes

import (
	"context"

	rabbit "github.com/rabbitmq/amqp091-go"
)

func declare(ch *rabbit.Channel) error {
	if _, err := ch.QueueDeclare("bills.v1", true, false, false, false, nil); err != nil {
		return err
	}
	return ch.ExchangeDeclare("fanout", "fanout", true, false, false, false, nil)
}

func lines(ctx context.Context, ch *rabbit.Channel, bill []byte) error {
	return ch.PublishWithContext(ctx, "", "bills.v1", false, false, rabbit.Publishing{ // want "warning: the message is transient"
		ContentType: "application/json",
		Body:        bill,
	})
}

// written is transient because somebody wants it so: that is told of, but no fix overrules it.
func written(ctx context.Context, ch *rabbit.Channel, bill []byte) error {
	return ch.PublishWithContext(ctx, "", "bills.v1", false, false, rabbit.Publishing{DeliveryMode: rabbit.Transient, Body: bill}) // want "warning: the message is transient"
}

func empty(ctx context.Context, ch *rabbit.Channel) error {
	return ch.PublishWithContext(ctx, "", "bills.v1", false, false, rabbit.Publishing{}) // want "warning: the message is transient"
}
