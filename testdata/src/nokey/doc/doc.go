// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type orderPaid struct {
	OrderID string
	Amount  int
}

type shop struct{ writer *kafka.Writer }

func (s *shop) bad(ctx context.Context, e orderPaid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body}) // want "warning: message has no partition key, so events of one thing lose their order"
}

func (s *shop) good(ctx context.Context, e orderPaid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(e.OrderID), Value: body})
}
