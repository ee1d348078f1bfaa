// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) publish(ctx context.Context, topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

type orderPlaced struct { // want "info: event tells of a change by ids only .OrderID."
	OrderID string `json:"order_id"`
}

func (s *shop) bad(ctx context.Context, id string) error {
	return s.publish(ctx, "orders.v1", orderPlaced{OrderID: id})
}

type orderPlacedV2 struct {
	OrderID string `json:"order_id"`
	Total   int    `json:"total"`
}

func (s *shop) good(ctx context.Context, id string, total int) error {
	return s.publish(ctx, "orders.v1", orderPlacedV2{OrderID: id, Total: total})
}
