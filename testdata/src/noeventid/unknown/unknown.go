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

func (s *shop) encodes(ctx context.Context, id string) error {
	b, err := s.encoder.Serialize("tables", &tableSet{TableID: id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Value: b})
}

type tableCleared struct{ TableID string }

func (s *shop) headers(ctx context.Context, id string) error {
	b, err := json.Marshal(tableCleared{TableID: id})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Value: b, Headers: registry.Headers(ctx)})
}

type tableBroken struct{ TableID, Reason string } // want "warning: message carries no event id"

// What an unknown function says of the table is no id.
func (s *shop) part(ctx context.Context, id string) error {
	b, err := json.Marshal(tableBroken{TableID: id, Reason: registry.Reason(id)})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Value: b})
}
