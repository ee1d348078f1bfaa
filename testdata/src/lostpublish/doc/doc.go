// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"log"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) bad(ctx context.Context, event []byte) error {
	if err := s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}); err != nil { // want "warning: failed publish is only logged"
		log.Printf("publish: %v", err)
	}
	return nil
}

func (s *shop) good(ctx context.Context, event []byte) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event})
}
