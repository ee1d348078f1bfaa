// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func bad() *shop {
	return &shop{&kafka.Writer{
		RequiredAcks:           kafka.RequireAll,
		AllowAutoTopicCreation: true, // want "warning: topics are made on first use \\(AllowAutoTopicCreation\\), also by a typo"
	}}
}

func good() *shop {
	return &shop{&kafka.Writer{RequiredAcks: kafka.RequireAll}}
}

func (s *shop) place(ctx context.Context, event []byte) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event})
}
