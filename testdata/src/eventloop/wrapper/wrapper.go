// Package wrapper hides libraries from those who publish and consume.
package wrapper

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

// Publisher is what the application knows of a broker.
type Publisher interface {
	Publish(ctx context.Context, topic string, event any) error
}

// Bus publishes and consumes.
type Bus struct{ w *kafka.Writer }

// New makes a bus.
func New() *Bus { return &Bus{&kafka.Writer{}} }

// Publish encodes an event.
func (b *Bus) Publish(ctx context.Context, topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.w.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

// Consume hands each message of a topic to a handler.
func Consume(ctx context.Context, topic string, handle func(context.Context, []byte) error) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: topic, GroupID: "shop"})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := handle(ctx, m.Value); err != nil {
			continue
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
