// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

type customerRegistered struct { // want "warning: payload carries personal data in the clear .Email."
	CustomerID string `json:"customer_id"`
	Email      string `json:"email"`
}

func (s *shop) bad(ctx context.Context, id, email string) error {
	body, err := json.Marshal(customerRegistered{CustomerID: id, Email: email})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "customers.v1", Value: body})
}

type customerJoined struct {
	CustomerID string `json:"customer_id"`
}

func (s *shop) good(ctx context.Context, id string) error {
	body, err := json.Marshal(customerJoined{CustomerID: id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "customers.v1", Value: body})
}
