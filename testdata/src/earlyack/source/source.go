// Package source wraps libraries for its callers.
package source

import (
	"context"

	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

// Source is where messages come from.
type Source struct{ Reader *kafka.Reader }

// Next is the next message.
func (s *Source) Next(ctx context.Context) (kafka.Message, error) { return s.Reader.FetchMessage(ctx) }

// Done commits a message.
func (s *Source) Done(ctx context.Context, m kafka.Message) error {
	return s.Reader.CommitMessages(ctx, m)
}

// Hasty acks before it calls the handler.
func Hasty(ctx context.Context, deliveries <-chan amqp091.Delivery, handle func(context.Context, []byte) error) error {
	for d := range deliveries {
		if err := d.Ack(false); err != nil { // want "message is settled before the work on it is done"
			return err
		}
		if err := handle(ctx, d.Body); err != nil {
			return err
		}
	}
	return nil
}

// Fair acks what was handled.
func Fair(ctx context.Context, deliveries <-chan amqp091.Delivery, handle func(context.Context, []byte) error) error {
	for d := range deliveries {
		if err := handle(ctx, d.Body); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}
