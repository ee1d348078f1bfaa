// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

type paymentCaptured struct { // want "warning: message carries no event id"
	OrderID string `json:"order_id"`
	Cents   int64  `json:"cents"`
}

func (s *shop) bad(ctx context.Context, e paymentCaptured) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "payments.v1", Key: []byte(e.OrderID), Value: body})
}

type paymentRefunded struct {
	EventID string `json:"event_id"`
	OrderID string `json:"order_id"`
	Cents   int64  `json:"cents"`
}

func (s *shop) good(ctx context.Context, e paymentRefunded) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "payments.v1", Key: []byte(e.OrderID), Value: body})
}
