// Package libraries publishes and consumes with several libraries, in part through a wrapper.
package libraries

import (
	"context"

	"orphan/bus"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/segmentio/kafka-go"
)

type shop struct{ bus *bus.Bus }

func (s *shop) kafka(ctx context.Context, body []byte) error {
	if err := s.bus.Write(ctx, "kafka.lost", body); err != nil { // want "info: topic \"kafka.lost\" is published and never consumed in this program"
		return err
	}
	return s.bus.Write(ctx, "kafka.read", body)
}

func readers() (*kafka.Reader, *kafka.Reader) {
	return kafka.NewReader(kafka.ReaderConfig{Topic: "kafka.read", GroupID: "shop"}), kafka.NewReader(kafka.ReaderConfig{Topic: "kafka.missing", GroupID: "shop"})
}

func consume(ctx context.Context) error {
	read, missing := readers()
	if _, err := read.FetchMessage(ctx); err != nil {
		return err
	}
	_, err := missing.FetchMessage(ctx) // want "info: topic \"kafka.missing\" is consumed and never published in this program"
	return err
}

// rabbit is left alone: a queue may be bound to any exchange, by whoever runs the broker.
func (s *shop) rabbit(ctx context.Context, body []byte) error {
	if err := s.bus.Enqueue(ctx, "mails.lost", body); err != nil {
		return err
	}
	if err := s.bus.Enqueue(ctx, "mails", body); err != nil {
		return err
	}
	deliveries, err := s.bus.Dequeue("mails")
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	_, err = s.bus.Dequeue("mails.missing")
	return err
}

func (s *shop) stream(ctx context.Context, body []byte) error {
	if _, err := s.bus.Stream.Publish(ctx, "stream.lost", body); err != nil { // want "info: topic \"stream.lost\" is published and never consumed in this program"
		return err
	}
	if _, err := s.bus.Stream.Publish(ctx, "stream.read", body); err != nil {
		return err
	}
	c, err := s.bus.Stream.CreateOrUpdateConsumer(ctx, "stream", jetstream.ConsumerConfig{Durable: "shop", FilterSubject: "stream.read"})
	if err != nil {
		return err
	}
	_, err = c.Consume(func(m jetstream.Msg) { m.Ack() })
	return err
}
