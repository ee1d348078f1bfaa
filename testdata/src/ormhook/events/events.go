// Package events wraps a producer.
package events

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Publisher publishes.
type Publisher interface {
	Publish(ctx context.Context, topic string, payload []byte) error
}

// Kafka is a broker.
type Kafka struct{ Writer *kafka.Writer }

// Publish sends a message.
func (k *Kafka) Publish(ctx context.Context, topic string, payload []byte) error {
	return k.Writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: payload})
}

// Default is what everybody uses.
var Default Publisher = &Kafka{}
