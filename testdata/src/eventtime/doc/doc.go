// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"
	"time"

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

type order struct {
	ID        string
	CreatedAt time.Time
}

type orderPlaced struct {
	OrderID    string    `json:"order_id"`
	OccurredAt time.Time `json:"occurred_at"`
}

func (s *shop) bad(ctx context.Context, o order) error {
	return s.publish(ctx, "orders.v1", orderPlaced{OrderID: o.ID, OccurredAt: time.Now()}) // want "info: time of the event is not that of the row .order.CreatedAt."
}

func (s *shop) good(ctx context.Context, o order) error {
	return s.publish(ctx, "orders.v1", orderPlaced{OrderID: o.ID, OccurredAt: o.CreatedAt})
}
