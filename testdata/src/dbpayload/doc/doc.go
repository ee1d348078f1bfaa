// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

type shop struct {
	db     *gorm.DB
	writer *kafka.Writer
}

type order struct { // want "warning: payload is a database row"
	gorm.Model
	Customer     string `json:"customer" gorm:"index"`
	InternalNote string `json:"internal_note"`
}

func (s *shop) bad(ctx context.Context, o order) error {
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body})
}

type orderPlaced struct {
	OrderID  uint   `json:"order_id"`
	Customer string `json:"customer"`
}

func (s *shop) good(ctx context.Context, o order) error {
	body, err := json.Marshal(orderPlaced{OrderID: o.ID, Customer: o.Customer})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body})
}
