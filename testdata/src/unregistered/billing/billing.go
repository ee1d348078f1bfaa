// Package billing consumes: registered on one topic, not on another.
package billing

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type placed struct{ OrderID string }

func placedOrders(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders.placed", GroupID: "billing"})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var e placed
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return err
		}
	}
}

func refunds(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders.refunded", GroupID: "billing"})
	for {
		m, err := r.FetchMessage(ctx) // want "error: billing consumes \"orders.refunded\" unregistered, so nobody asks it before changes"
		if err != nil {
			return err
		}
		var e placed
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return err
		}
	}
}
