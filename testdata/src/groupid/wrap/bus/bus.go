// Package bus is an in-house consumer.
package bus

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Consumer reads a topic.
type Consumer struct{ r *kafka.Reader }

// New reads a topic for a group.
func New(topic, group string) *Consumer {
	return &Consumer{kafka.NewReader(kafka.ReaderConfig{Topic: topic, GroupID: group})}
}

// Each calls handle for each message.
func (c *Consumer) Each(ctx context.Context, handle func([]byte) error) error {
	for {
		m, err := c.r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if err := handle(m.Value); err != nil {
			return err
		}
	}
}
