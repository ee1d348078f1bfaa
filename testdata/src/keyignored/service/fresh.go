package service

import (
	"context"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

// spread publishes with a key that is new for each message: any partition will do.
type spread struct{ writer *kafka.Writer }

func newSpread() *spread {
	return &spread{&kafka.Writer{Topic: "mails.v1", Balancer: &kafka.LeastBytes{}}}
}

func (s *spread) publish(ctx context.Context, event []byte) error {
	return s.writer.WriteMessages(ctx, s.message(event))
}

func (s *spread) message(event []byte) kafka.Message {
	return kafka.Message{Key: []byte(uuid.New().String()), Value: event}
}

// kept publishes with a key of the thing.
type kept struct{ writer *kafka.Writer }

func newKept() *kept {
	return &kept{&kafka.Writer{Topic: "mails.v1", Balancer: &kafka.LeastBytes{}}} // want "error: keys are ignored"
}

func (k *kept) publish(ctx context.Context, id string, event []byte) error {
	return k.writer.WriteMessages(ctx, kafka.Message{Key: []byte(id), Value: event})
}
