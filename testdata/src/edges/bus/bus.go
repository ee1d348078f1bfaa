// Package bus wraps a library: events are published where it is called.
package bus

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/segmentio/kafka-go"
)

type Bus struct {
	w      *kafka.Writer
	prefix string
}

func New(prefix string) *Bus { return &Bus{w: &kafka.Writer{}, prefix: prefix} }

// Publish knows the topic's prefix, its callers the rest and the event.
func (b *Bus) Publish(ctx context.Context, name string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.w.WriteMessages(ctx, kafka.Message{Topic: b.prefix + "." + name, Value: body})
}

// Handler is called for each message.
type Handler func(ctx context.Context, m kafka.Message) error

// Consume receives until something fails.
func Consume(ctx context.Context, r *kafka.Reader, h Handler) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := h(ctx, m); err != nil {
			return fmt.Errorf("handle: %w", err)
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

// Inbox knows its topic, its callers the handler.
type Inbox struct{ r *kafka.Reader }

func NewInbox() *Inbox {
	return &Inbox{kafka.NewReader(kafka.ReaderConfig{Topic: "inbox", GroupID: "mail"})}
}

func (i *Inbox) Serve(ctx context.Context, h Handler) error {
	for {
		m, err := i.r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := h(ctx, m); err != nil {
			return err
		}
	}
}

// Read decodes a message into what v points to.
func Read(m kafka.Message, v any) error { return json.Unmarshal(m.Value, &v) }

// Publisher has a topic that options change.
type Publisher struct {
	w     *kafka.Writer
	topic string
}

type Option func(*Publisher)

func To(topic string) Option { return func(p *Publisher) { p.topic = topic } }

func NewPublisher(w *kafka.Writer, opts ...Option) *Publisher {
	p := &Publisher{w: w, topic: "default"}
	for _, opt := range opts {
		opt(p)
	}
	return p
}

func (p *Publisher) Publish(ctx context.Context, body []byte) error {
	return p.w.WriteMessages(ctx, kafka.Message{Topic: p.topic, Value: body})
}
