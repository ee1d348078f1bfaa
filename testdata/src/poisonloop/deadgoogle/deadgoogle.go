// Package deadgoogle has a subscription with dead letters.
package deadgoogle

import (
	"context"
	"encoding/json"

	"cloud.google.com/go/pubsub"
)

type order struct{ ID string }

func consume(ctx context.Context, client *pubsub.Client, topic *pubsub.Topic) error {
	sub, err := client.CreateSubscription(ctx, "orders", pubsub.SubscriptionConfig{
		Topic:            topic,
		DeadLetterPolicy: &pubsub.DeadLetterPolicy{DeadLetterTopic: "dead", MaxDeliveryAttempts: 5},
	})
	if err != nil {
		return err
	}
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}
