// Package nested has payloads whose personal data is in types within them.
package nested

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) send(ctx context.Context, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body})
}

type orderPlaced struct { // want "warning: payload carries personal data in the clear .Customer.Email."
	OrderID  string `json:"order_id"`
	Customer struct {
		ID    string `json:"id;customer"`
		Email string `json:"email"`
	} `json:"customer"`
}

type contact struct{ Birthday string }

type orderPaid struct { // want "warning: payload carries personal data in the clear .Parties.Birthday."
	OrderID string
	Parties map[string]*contact
}

type orderSent struct { // want "warning: payload carries personal data in the clear .Lines.To.Phone."
	OrderID string
	Lines   []struct {
		SKU string
		To  struct{ Phone string }
	}
}

type orderClosed struct {
	OrderID string
	Lines   []struct {
		SKU   string
		Email string `json:"-"`
		phone string
	}
	Totals map[string]struct{ Net, Gross int }
}

func (s *shop) all(ctx context.Context, a orderPlaced, b orderPaid, c orderSent, d orderClosed) error {
	for _, event := range []any{a, b, c, d} {
		if err := s.send(ctx, event); err != nil {
			return err
		}
	}
	return nil
}
