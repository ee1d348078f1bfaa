// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"cloud.google.com/go/pubsub"
)

func bad(ctx context.Context, client *pubsub.Client, orders *pubsub.Topic) (*pubsub.Subscription, error) {
	return client.CreateSubscription(ctx, "billing", pubsub.SubscriptionConfig{ // want "info: no dead letters \\(DeadLetterPolicy is not set\\), so a message that always fails comes again for ever"
		Topic: orders,
	})
}

func good(ctx context.Context, client *pubsub.Client, orders *pubsub.Topic) (*pubsub.Subscription, error) {
	return client.CreateSubscription(ctx, "billing", pubsub.SubscriptionConfig{
		Topic:            orders,
		DeadLetterPolicy: &pubsub.DeadLetterPolicy{DeadLetterTopic: "projects/shop/topics/dead", MaxDeliveryAttempts: 5},
	})
}
