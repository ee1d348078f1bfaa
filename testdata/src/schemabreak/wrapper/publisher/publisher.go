// Package publisher is a module's own way to publish.
package publisher

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

// Bus publishes anything.
type Bus struct{ writer *kafka.Writer }

// Publish writes an event to a topic.
func (b *Bus) Publish(ctx context.Context, topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}
