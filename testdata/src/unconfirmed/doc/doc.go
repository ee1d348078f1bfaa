// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"errors"

	amqp "github.com/rabbitmq/amqp091-go"
)

func bad(ctx context.Context, conn *amqp.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	return ch.PublishWithContext(ctx, "orders", "placed.v1", false, false, amqp.Publishing{Body: event}) // want "warning: not in confirm mode, so no error does not mean that the broker has the message"
}

func good(ctx context.Context, conn *amqp.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	if err := ch.Confirm(false); err != nil {
		return err
	}
	confirmation, err := ch.PublishWithDeferredConfirmWithContext(ctx, "orders", "placed.v1", false, false, amqp.Publishing{Body: event})
	if err != nil {
		return err
	}
	taken, err := confirmation.WaitContext(ctx)
	if err == nil && !taken {
		err = errors.New("the broker did not take the event")
	}
	return err
}
