package kafkago

import (
	"context"
	"errors"
	"os"
	"strconv"

	"github.com/segmentio/kafka-go"
	"weakacks/kafkaconfig"
)

func none(ctx context.Context, m kafka.Message) error {
	w := kafka.Writer{
		Topic:        "orders.v1",
		RequiredAcks: kafka.RequireNone, // want "error: no broker acks \\(RequiredAcks\\)"
	}
	return w.WriteMessages(ctx, m)
}

func one(ctx context.Context, m kafka.Message) error {
	w := &kafka.Writer{Topic: "orders.v1"}
	w.RequiredAcks = kafka.RequireOne // want "warning: only the leader acks \\(RequiredAcks\\)"
	return w.WriteMessages(ctx, m)
}

// NewWriter takes silence for all of them.
func constructed(ctx context.Context, m kafka.Message) error {
	return kafka.NewWriter(kafka.WriterConfig{Topic: "orders.v1"}).WriteMessages(ctx, m)
}

func constructedOne(ctx context.Context, m kafka.Message) error {
	return kafka.NewWriter(kafka.WriterConfig{Topic: "orders.v1", RequiredAcks: 1}).WriteMessages(ctx, m) // want "warning: only the leader acks \\(RequiredAcks\\)"
}

// What is set afterwards counts.
func afterwards(ctx context.Context, m kafka.Message) error {
	w := kafka.NewWriter(kafka.WriterConfig{Topic: "orders.v1", RequiredAcks: 1})
	w.RequiredAcks = kafka.RequireAll
	return w.WriteMessages(ctx, m)
}

func weakened(ctx context.Context, m kafka.Message) error {
	w := kafka.NewWriter(kafka.WriterConfig{Topic: "orders.v1"})
	w.RequiredAcks = kafka.RequireNone // want "error: no broker acks"
	return w.WriteMessages(ctx, m)
}

// The configuration decides.
func configured(ctx context.Context, m kafka.Message) error {
	acks, err := strconv.Atoi(os.Getenv("ACKS"))
	if err != nil {
		return err
	}
	return (&kafka.Writer{Topic: "orders.v1", RequiredAcks: kafka.RequiredAcks(acks)}).WriteMessages(ctx, m)
}

func sometimes(ctx context.Context, m kafka.Message, fast bool) error {
	w := &kafka.Writer{Topic: "orders.v1", RequiredAcks: kafka.RequireAll}
	if fast {
		w.RequiredAcks = kafka.RequireNone
	}
	return w.WriteMessages(ctx, m)
}

// A constructor elsewhere sets what the literal does not.
func tuned(ctx context.Context, m kafka.Message) error {
	w := &kafka.Writer{Topic: "orders.v1"}
	kafkaconfig.Tune(w)
	return w.WriteMessages(ctx, m)
}

func filled(ctx context.Context, m kafka.Message) error {
	w := &kafka.Writer{Topic: "orders.v1"}
	kafkaconfig.Fill(w)
	return w.WriteMessages(ctx, m)
}

func overwritten(ctx context.Context, m kafka.Message) error {
	w := &kafka.Writer{Topic: "orders.v1", RequiredAcks: kafka.RequireAll}
	kafkaconfig.Hurry(w)
	return w.WriteMessages(ctx, m)
}

// The one that is made in the other package gets its acks from here.
func fromHere(ctx context.Context, m kafka.Message) error {
	return kafkaconfig.New("orders.v1", kafka.RequireOne).WriteMessages(ctx, m) // want "warning: only the leader acks"
}

func fromHereAll(ctx context.Context, m kafka.Message) error {
	return kafkaconfig.New("orders.v1", kafka.RequireAll).WriteMessages(ctx, m)
}

type bus struct {
	writer  *kafka.Writer
	metrics *kafka.Writer
}

type option func(*kafka.Writer)

func strong() option { return func(w *kafka.Writer) { w.RequiredAcks = kafka.RequireAll } }

func newBus(opts ...option) (*bus, error) {
	w := &kafka.Writer{Topic: "orders.v1"}
	for _, o := range opts {
		o(w)
	}
	if w.Topic == "" {
		return nil, errors.New("no topic")
	}
	return &bus{writer: w}, nil
}

func wired() (*bus, error) { return newBus(strong()) }

func (b *bus) publish(ctx context.Context, m kafka.Message) error {
	return b.writer.WriteMessages(ctx, m)
}

// Who gets the writer changes it.
func (b *bus) secure() { b.metrics.RequiredAcks = kafka.RequireAll }

func newMetrics() *bus {
	b := &bus{metrics: &kafka.Writer{Topic: "metrics.v1"}}
	b.secure()
	return b
}

func (b *bus) count(ctx context.Context, m kafka.Message) error {
	return b.metrics.WriteMessages(ctx, m)
}

// Nothing is published through it.
func unused() *kafka.Writer { return &kafka.Writer{Topic: "orders.v1"} }
