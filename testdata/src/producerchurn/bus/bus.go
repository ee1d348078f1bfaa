// Package bus wraps a writer.
package bus

import (
	"context"
	"sync"

	"github.com/segmentio/kafka-go"
)

// Bus publishes through a writer of its own.
type Bus struct{ writer *kafka.Writer }

func New(topic string) *Bus {
	return &Bus{writer: &kafka.Writer{Topic: topic, RequiredAcks: kafka.RequireAll}}
}

func (b *Bus) Publish(ctx context.Context, event []byte) error {
	return b.writer.WriteMessages(ctx, kafka.Message{Value: event})
}

func (b *Bus) Close() error { return b.writer.Close() }

var (
	mu   sync.Mutex
	kept = map[string]*kafka.Writer{}
	only *kafka.Writer
)

// Cached opens a writer for each topic, once.
func Cached(ctx context.Context, topic string, event []byte) error {
	mu.Lock()
	defer mu.Unlock()
	w, ok := kept[topic]
	if !ok {
		w = &kafka.Writer{Topic: topic}
		kept[topic] = w
	}
	return w.WriteMessages(ctx, kafka.Message{Value: event})
}

// Lazy opens its writer when it is needed first.
func Lazy(ctx context.Context, event []byte) error {
	mu.Lock()
	defer mu.Unlock()
	if only == nil {
		only = &kafka.Writer{Topic: "orders.v1"}
	}
	return only.WriteMessages(ctx, kafka.Message{Value: event})
}

// Greeted says hello and hands out the bus.
func Greeted(ctx context.Context, hello []byte) (*Bus, error) {
	b := New("hello.v1")
	return b, b.Publish(ctx, hello)
}
