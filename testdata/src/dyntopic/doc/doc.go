// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

type orderPlaced struct {
	OrderID  string `json:"order_id"`
	TenantID string `json:"tenant_id"`
}

func (s *shop) bad(ctx context.Context, e orderPlaced) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders-" + e.TenantID, Value: body}) // want "warning: topic's name is made from data"
}

func (s *shop) good(ctx context.Context, e orderPlaced) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Key: []byte(e.TenantID), Value: body})
}
