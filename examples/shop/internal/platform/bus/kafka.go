// Package bus publishes envelopes to the brokers: Kafka between the contexts, RabbitMQ to the carriers.
package bus

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/twmb/franz-go/pkg/kgo"

	"shop.example/shop/internal/platform/event"
)

// Kafka publishes to Kafka.
type Kafka struct{ client *kgo.Client }

// NewKafka returns a publisher that uses the client. The caller flushes and closes the client.
func NewKafka(client *kgo.Client) *Kafka { return &Kafka{client: client} }

// Publish returns when all in-sync replicas have the event. Events of one key stay in order.
func (k *Kafka) Publish(ctx context.Context, topic string, e event.Envelope) error {
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode %s: %w", e.Type, err)
	}
	record := &kgo.Record{
		Topic: topic,
		Key:   []byte(e.Key),
		Value: body,
		Headers: []kgo.RecordHeader{
			{Key: "event-id", Value: []byte(e.ID)},
			{Key: "event-type", Value: []byte(e.Type)},
			{Key: "event-version", Value: []byte(strconv.Itoa(e.Version))},
		},
	}
	if err := k.client.ProduceSync(ctx, record).FirstErr(); err != nil {
		return fmt.Errorf("publish %s to %s: %w", e.Type, topic, err)
	}
	return nil
}
