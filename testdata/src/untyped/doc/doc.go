// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) bad(ctx context.Context, order string, total int) error {
	body, err := json.Marshal(map[string]any{"order_id": order, "total": total})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body}) // want "warning: payload is a map"
}

type orderPlaced struct {
	OrderID string `json:"order_id"`
	Total   int    `json:"total"`
}

func (s *shop) good(ctx context.Context, order string, total int) error {
	body, err := json.Marshal(orderPlaced{OrderID: order, Total: total})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body})
}
