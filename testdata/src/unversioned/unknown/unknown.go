// Package unknown publishes through functions that nobody looked into.
package unknown

import (
	"context"
	"encoding/json"

	"example.com/registry"
	"github.com/segmentio/kafka-go"
)

type shop struct {
	writer  *kafka.Writer
	encoder *registry.Serializer
}

type tableSet struct{ TableID string }

// A serializer of a schema registry writes the schema's id in front.
func (s *shop) registry(ctx context.Context, id string) error {
	b, err := s.encoder.Serialize("tables", &tableSet{TableID: id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "tables", Value: b})
}

type tableCleared struct{ TableID string }

// Headers that somebody else makes may say anything.
func (s *shop) headers(ctx context.Context, id string) error {
	b, err := json.Marshal(tableCleared{TableID: id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "tables", Value: b, Headers: registry.Headers(ctx)})
}

type tableMoved struct{ TableID string }

func (s *shop) stamped(ctx context.Context, id string) error {
	b, err := json.Marshal(tableMoved{TableID: id})
	if err != nil {
		return err
	}
	m := kafka.Message{Topic: "tables", Value: b}
	registry.Stamp(ctx, &m)
	return s.writer.WriteMessages(ctx, m)
}

type tableBroken struct { // want "warning: payload has no version"
	TableID string
	Reason  string
}

// What an unknown function says of the table is no version.
func (s *shop) part(ctx context.Context, id string) error {
	b, err := json.Marshal(tableBroken{TableID: id, Reason: registry.Reason(id)})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "tables", Value: b})
}
