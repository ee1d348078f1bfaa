// Package homeless is part of no service.
package homeless

import (
	"context"

	"github.com/segmentio/kafka-go"
)

func send(ctx context.Context, w *kafka.Writer) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "orders.refunded", Value: []byte("{}")}) // want "error: package is part of no service in events.yml"
}
