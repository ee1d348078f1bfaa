// Package bus wraps Kafka.
package bus

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

// Bus publishes.
type Bus struct{ W *kafka.Writer }

// Publish gives each event a key of its own.
func (b *Bus) Publish(ctx context.Context, topic string, e any) error {
	return b.PublishTo(ctx, topic, uuid.NewString(), e) // want "error: partition key is a new one for each message"
}

// PublishTo publishes under a key.
func (b *Bus) PublishTo(ctx context.Context, topic, key string, e any) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return b.W.WriteMessages(ctx, kafka.Message{Topic: topic, Key: []byte(key), Value: body})
}
