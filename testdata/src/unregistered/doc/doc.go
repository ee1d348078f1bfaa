// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

// Placed is on a topic that events.yml declares.
type Placed struct{ OrderID string }

// Paid has two versions.
type Paid struct{ OrderID string }

// Cancelled is on a topic that it does not.
type Cancelled struct{ OrderID string }

func (s *shop) bad(ctx context.Context, e Cancelled) error {
	return s.publish(ctx, "orders.cancelled", e) // want "error: topic \"orders.cancelled\" is not in events.yml, so nobody is known to own it"
}

func (s *shop) good(ctx context.Context, e Placed) error {
	return s.publish(ctx, "orders.placed", e) // in events.yml: {name: orders.placed, owner: team-doc, messages: [{type: unregistered/doc.Placed}]}
}

func (s *shop) again(ctx context.Context, e Cancelled) error {
	return s.publish(ctx, "orders.cancelled", e) // told once
}

func (s *shop) other(ctx context.Context, e Cancelled) error {
	return s.publish(ctx, "orders.placed", e) // want "error: doc.Cancelled is no message of \"orders.placed\" in events.yml, so nobody expects it"
}

func (s *shop) pay(ctx context.Context, e Paid) error {
	return s.publish(ctx, "orders.paid", e)
}

func (s *shop) refund(ctx context.Context, e Paid) error {
	return s.publish(ctx, "orders.refunded", e) // no messages are listed
}

func (s *shop) publish(ctx context.Context, topic string, e any) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}
