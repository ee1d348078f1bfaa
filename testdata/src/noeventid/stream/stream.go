// Package stream publishes events of aggregates.
package stream

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type store struct{ w *kafka.Writer }

// Which aggregate, and its how many-th event: that is an id.
type recorded struct {
	Kind        string
	AggregateID string
	Version     int
	Data        json.RawMessage
}

func (s *store) record(ctx context.Context, e recorded) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, kafka.Message{Topic: "recorded", Value: body})
}

type changed struct { // want "warning: message carries no event id"
	Kind        string
	AggregateID string
	Version     string // of the form
	Data        json.RawMessage
}

func (s *store) change(ctx context.Context, e changed) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, kafka.Message{Topic: "changed", Value: body})
}
