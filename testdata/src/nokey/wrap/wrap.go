// Package wrap publishes for others.
package wrap

import (
	"context"
	"encoding/json"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Bus publishes events.
type Bus struct{ client *kgo.Client }

// Publish sends an event without a key.
func (b *Bus) Publish(ctx context.Context, topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	record := &kgo.Record{Topic: topic, Value: body} // want "warning: message has no partition key"
	return b.client.ProduceSync(ctx, record).FirstErr()
}

// PublishKeyed sends an event with a key that it is given.
func (b *Bus) PublishKeyed(ctx context.Context, topic, key string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.client.ProduceSync(ctx, &kgo.Record{Topic: topic, Key: []byte(key), Value: body}).FirstErr()
}
