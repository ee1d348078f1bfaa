// Package bus wraps the broker, as most programs do.
package bus

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Bus publishes events.
type Bus struct{ w *kafka.Writer }

// New makes a bus.
func New(w *kafka.Writer) *Bus { return &Bus{w: w} }

// Publish sends an event.
func (b *Bus) Publish(ctx context.Context, topic string, value []byte) error {
	return b.w.WriteMessages(ctx, kafka.Message{Topic: topic, Value: value})
}
