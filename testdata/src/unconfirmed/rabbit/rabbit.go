// Package rabbit wraps a broker.
package rabbit

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
	old "github.com/streadway/amqp"
)

// Publisher publishes on a channel that it is given.
type Publisher struct{ ch *amqp.Channel }

func New(ch *amqp.Channel) *Publisher { return &Publisher{ch} }

func (p *Publisher) Publish(ctx context.Context, key string, event []byte) error {
	return p.ch.PublishWithContext(ctx, "orders", key, false, false, amqp.Publishing{Body: event}) // want "not in confirm mode"
}

// Confirmed puts its channel into confirm mode.
type Confirmed struct{ ch *amqp.Channel }

func NewConfirmed(ch *amqp.Channel) (*Confirmed, error) {
	c := &Confirmed{ch}
	return c, c.ch.Confirm(false)
}

func (c *Confirmed) Publish(ctx context.Context, key string, event []byte) error {
	d, err := c.ch.PublishWithDeferredConfirmWithContext(ctx, "orders", key, false, false, amqp.Publishing{Body: event})
	if err != nil {
		return err
	}
	_ = d.Done()
	return nil
}

// Old uses the library's older name.
type Old struct{ ch *old.Channel }

func NewOld(url string) (*Old, error) {
	conn, err := old.Dial(url)
	if err != nil {
		return nil, err
	}
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	return &Old{ch}, nil
}

func (o *Old) Publish(key string, event []byte) error {
	return o.ch.Publish("orders", key, false, false, old.Publishing{Body: event}) // want "not in confirm mode"
}
