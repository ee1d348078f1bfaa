// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

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

type documentUploaded struct { // want "info: payload carries bytes of any size .Content."
	DocumentID string `json:"document_id"`
	Content    []byte `json:"content"`
}

func (s *shop) bad(ctx context.Context, id string, content []byte) error {
	return s.publish(ctx, "documents.v1", documentUploaded{DocumentID: id, Content: content})
}

type documentStored struct {
	DocumentID string `json:"document_id"`
	ContentKey string `json:"content_key"`
}

func (s *shop) good(ctx context.Context, id, key string) error {
	return s.publish(ctx, "documents.v1", documentStored{DocumentID: id, ContentKey: key})
}
