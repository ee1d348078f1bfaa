// Package bus is an in-house publisher.
package bus

import (
	"context"

	"cloud.google.com/go/pubsub"
)

// Bus publishes to a topic.
type Bus struct{ topic *pubsub.Topic }

// New publishes to a topic, in order if that is wanted.
func New(client *pubsub.Client, topic string, ordered bool) *Bus {
	t := client.Topic(topic)
	t.EnableMessageOrdering = ordered
	return &Bus{t}
}

// Publish publishes an event of an entity.
func (b *Bus) Publish(ctx context.Context, entity string, event []byte) error {
	_, err := b.topic.Publish(ctx, &pubsub.Message{Data: event, OrderingKey: entity}).Get(ctx)
	return err
}
