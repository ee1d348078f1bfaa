// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) bad(ctx context.Context, order string, event []byte) error {
	w := &kafka.Writer{Topic: "orders.v1", RequiredAcks: kafka.RequireAll, Balancer: &kafka.Hash{}} // want "warning: opened for each event, so every publish waits for a new connection"
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Key: []byte(order), Value: event})
}

func (s *shop) good(ctx context.Context, order string, event []byte) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Key: []byte(order), Value: event})
}
