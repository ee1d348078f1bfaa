// Package bus wraps a library: events are published where it is called.
package bus

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/segmentio/kafka-go"
)

type Bus struct {
	w      *kafka.Writer
	prefix string
}

func New(prefix string) *Bus { return &Bus{w: &kafka.Writer{}, prefix: prefix} }

// Publish knows the topic's prefix, its callers the rest and the event.
func (b *Bus) Publish(ctx context.Context, name string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.w.WriteMessages(ctx, kafka.Message{Topic: b.prefix + "." + name, Value: body})
}

// Handler is called for each message.
type Handler func(ctx context.Context, m kafka.Message) error

// Consume receives until something fails.
func Consume(ctx context.Context, r *kafka.Reader, h Handler) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := h(ctx, m); err != nil {
			return fmt.Errorf("handle: %w", err)
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
