package brokers

import (
	"context"

	"github.com/rabbitmq/amqp091-go"
)

// through hands a statement on.
func (t *trips) through(ctx context.Context, body []byte, statement string) error {
	return t.add(ctx, body, statement)
}

func (t *trips) deep(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("deep", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := t.through(ctx, d.Body, plain); err != nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			return err
		}
		if err := t.through(ctx, d.Body, upsert); err != nil {
			return err
		}
		_ = d.Ack(false)
	}
	return nil
}
