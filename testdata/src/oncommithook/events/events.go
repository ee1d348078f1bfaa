// Package events wraps a producer.
package events

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Publisher publishes to a broker.
type Publisher struct{ Writer *kafka.Writer }

// Publish sends an event.
func (p *Publisher) Publish(ctx context.Context, event []byte) error {
	return p.Writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event})
}
