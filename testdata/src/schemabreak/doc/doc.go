// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

// Consumers read the total as a number. As it was locked:
//
//	TotalCents int64 `json:"total_cents"`
type orderPlaced struct {
	OrderID    string `json:"order_id"`
	TotalCents string `json:"total_cents"` // want "error: \"orderPlaced\" total_cents: J15 kind of a value changed, so consumers cannot read it \\(BREAK\\)"
}

func (s *shop) bad(ctx context.Context, e orderPlaced) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: body})
}

// The new form stands beside the old one.
type orderShipped struct { // want "info: .orderShipped. changed since its lock 1, so nothing compares its next change"
	OrderID    string `json:"order_id"`
	TotalCents int64  `json:"total_cents"`
	Total      string `json:"total,omitempty"`
}

func (s *shop) good(ctx context.Context, e orderShipped) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "shipments", Value: body})
}
