// Package notify wraps publishers.
package notify

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Notifier publishes.
type Notifier struct {
	Writer *kafka.Writer
	Client *kgo.Client
	Failed func(error)
}

// Notify hands its context on.
func (n *Notifier) Notify(ctx context.Context, topic string) error {
	return n.Writer.WriteMessages(ctx, kafka.Message{Topic: topic})
}

// Tell uses a context of its own.
func (n *Notifier) Tell(_ context.Context, topic string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return n.Writer.WriteMessages(ctx, kafka.Message{Topic: topic})
}

// Queue returns before the record is sent.
func (n *Notifier) Queue(ctx context.Context, topic string) {
	n.Client.Produce(ctx, &kgo.Record{Topic: topic}, func(_ *kgo.Record, err error) {
		if err != nil {
			n.Failed(err)
		}
	})
}
