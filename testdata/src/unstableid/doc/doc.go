// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

type orderPlaced struct {
	EventID string
	OrderID string
}

type shop struct{ writer *kafka.Writer }

func (s *shop) bad(ctx context.Context, order string) (err error) {
	for attempt := 0; attempt < 3; attempt++ {
		body, _ := json.Marshal(orderPlaced{EventID: uuid.NewString(), OrderID: order}) // want "error: event gets a new id at each attempt, so consumers cannot drop the repeats"
		if err = s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(order), Value: body}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (s *shop) good(ctx context.Context, order string) (err error) {
	body, _ := json.Marshal(orderPlaced{EventID: uuid.NewString(), OrderID: order}) // once for all attempts
	for attempt := 0; attempt < 3; attempt++ {
		if err = s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Key: []byte(order), Value: body}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
