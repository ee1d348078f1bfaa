// Package kafka stands in for kafka-go.
package kafka

import "context"

// Message is an event.
type Message struct {
	Topic      string
	Key, Value []byte
}

// Writer publishes.
type Writer struct{ Topic string }

// WriteMessages publishes.
func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { return nil }
