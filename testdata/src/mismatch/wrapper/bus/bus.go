// Package bus is a module's own way to publish and consume.
package bus

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

// Consume hands each message of a topic to a handler.
func Consume(ctx context.Context, topic, group string, handle func(context.Context, []byte) error) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: topic, GroupID: group})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := handle(ctx, m.Value); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
