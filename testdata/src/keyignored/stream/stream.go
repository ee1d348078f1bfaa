// Package stream wraps a writer.
package stream

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Stream publishes what it is given.
type Stream struct{ writer *kafka.Writer }

func New(topic string) *Stream {
	return &Stream{&kafka.Writer{Topic: topic}} // want "keys are ignored"
}

func (s *Stream) Publish(ctx context.Context, messages ...kafka.Message) error {
	return s.writer.WriteMessages(ctx, messages...)
}

// Log has no keys: nobody gives it any.
type Log struct{ writer *kafka.Writer }

func NewLog(topic string) *Log { return &Log{&kafka.Writer{Topic: topic}} }

func (l *Log) Publish(ctx context.Context, key string, event []byte) error {
	return l.writer.WriteMessages(ctx, kafka.Message{Key: []byte(key), Value: event})
}
