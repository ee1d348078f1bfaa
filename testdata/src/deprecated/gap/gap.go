// Package gap has ceased to publish a version that somebody takes.
package gap

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

// Refunded is published no more.
type Refunded struct{ Amount float64 }

// RefundedV2 is.
type RefundedV2 struct{ Cents int }

func refund(ctx context.Context, w *kafka.Writer, cents int) error {
	body, err := json.Marshal(RefundedV2{cents})
	if err != nil {
		return err
	}
	return w.WriteMessages(ctx, kafka.Message{Topic: "refunds", Value: body}) // want "error: this is published without version 1 of \"refunds\", which ledger .team-ledger. takes"
}
