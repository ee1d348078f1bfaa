// Package bus is for others to import.
package bus

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Publish is called by other modules.
func Publish(ctx context.Context, w *kafka.Writer) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("public")}) // want "error: .*"
	inner(ctx, w)
}

func inner(ctx context.Context, w *kafka.Writer) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("inner")}) // want "error: .*"
}

func unused(ctx context.Context, w *kafka.Writer) {
	w.WriteMessages(ctx, kafka.Message{Value: []byte("unused")}) // want "info: .*"
}
