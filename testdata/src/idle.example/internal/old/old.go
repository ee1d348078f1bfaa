// Package old is used by nobody, and nobody else can use it.
package old

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Publish was called once.
func Publish(ctx context.Context, w *kafka.Writer) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("old")}) // want "info: .*"
}
