package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"

	"shop.example/shop/internal/platform/event"
)

var errNacked = errors.New("broker refused the message")

// Rabbit publishes to exchanges of RabbitMQ, with publisher confirms.
type Rabbit struct{ ch *amqp.Channel }

// NewRabbit opens a channel in confirm mode.
func NewRabbit(conn *amqp.Connection) (*Rabbit, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, fmt.Errorf("open channel: %w", err)
	}
	if err := ch.Confirm(false); err != nil {
		return nil, fmt.Errorf("confirm mode: %w", err)
	}
	return &Rabbit{ch: ch}, nil
}

// Publish returns when the broker has confirmed the event. The routing key is the event's type.
func (r *Rabbit) Publish(ctx context.Context, exchange string, e event.Envelope) error {
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode %s: %w", e.Type, err)
	}
	confirmation, err := r.ch.PublishWithDeferredConfirmWithContext(ctx, exchange, e.Type, false, false, amqp.Publishing{
		ContentType:  "application/json",
		DeliveryMode: amqp.Persistent,
		MessageId:    e.ID,
		Type:         e.Type,
		Timestamp:    e.OccurredAt,
		Body:         body,
	})
	if err != nil {
		return fmt.Errorf("publish %s: %w", e.Type, err)
	}
	acked, err := confirmation.WaitContext(ctx)
	if err != nil {
		return fmt.Errorf("wait for confirmation of %s: %w", e.Type, err)
	}
	if !acked {
		return fmt.Errorf("publish %s: %w", e.Type, errNacked)
	}
	return nil
}

// Close closes the channel.
func (r *Rabbit) Close() error { return r.ch.Close() }
