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

type sendInvoiceEvent struct { // want "info: event is named as a command"
	OrderID string `json:"order_id"`
}

func (s *shop) bad(ctx context.Context, id string) error {
	return s.publish(ctx, "orders.v1", sendInvoiceEvent{OrderID: id})
}

type orderPlacedEvent struct {
	OrderID string `json:"order_id"`
}

func (s *shop) good(ctx context.Context, id string) error {
	return s.publish(ctx, "orders.v1", orderPlacedEvent{OrderID: id})
}
