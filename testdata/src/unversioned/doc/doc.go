// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

type orderPlaced struct { // want "warning: payload has no version"
	EventID string `json:"event_id"`
	OrderID string `json:"order_id"`
}

func (s *shop) bad(ctx context.Context, e orderPlaced) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: body})
}

type orderPlacedV1 struct {
	EventID string `json:"event_id"`
	OrderID string `json:"order_id"`
}

func (s *shop) good(ctx context.Context, e orderPlacedV1) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: body})
}
