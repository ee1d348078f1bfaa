// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func bad() *shop {
	return &shop{&kafka.Writer{Topic: "orders.v1", Balancer: &kafka.Hash{}}} // want "error: no broker acks \\(RequiredAcks is not set\\), so a message that is lost looks sent"
}

func good() *shop {
	return &shop{&kafka.Writer{Topic: "orders.v1", Balancer: &kafka.Hash{}, RequiredAcks: kafka.RequireAll}}
}

func (s *shop) place(ctx context.Context, event []byte) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Value: event})
}
