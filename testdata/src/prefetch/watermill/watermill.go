// Package watermill receives through Watermill's subscribers.
package watermill

import (
	"context"
	"os"
	"strconv"

	"cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	"github.com/ThreeDotsLabs/watermill/message"
)

func all(ctx context.Context, handle func(*message.Message) error) error {
	sub, err := googlecloud.NewSubscriber(googlecloud.SubscriberConfig{
		ProjectID:       "shop",
		ReceiveSettings: pubsub.ReceiveSettings{MaxOutstandingMessages: -1}, // want "info: the consumer is sent any number of unacked messages \\(.*MaxOutstandingMessages\\)"
	}, nil)
	if err != nil {
		return err
	}
	return each(ctx, sub, handle)
}

func some(ctx context.Context, handle func(*message.Message) error) error {
	sub, err := googlecloud.NewSubscriber(googlecloud.SubscriberConfig{ProjectID: "shop", ReceiveSettings: pubsub.ReceiveSettings{MaxOutstandingMessages: 20}}, nil)
	if err != nil {
		return err
	}
	return each(ctx, sub, handle)
}

// The default is a limit.
func usual(ctx context.Context, handle func(*message.Message) error) error {
	sub, err := googlecloud.NewSubscriber(googlecloud.SubscriberConfig{ProjectID: "shop"}, nil)
	if err != nil {
		return err
	}
	return each(ctx, sub, handle)
}

// Whoever sets the variable knows.
func configured(ctx context.Context, handle func(*message.Message) error) error {
	most, err := strconv.Atoi(os.Getenv("OPEN"))
	if err != nil {
		return err
	}
	sub, err := googlecloud.NewSubscriber(googlecloud.SubscriberConfig{ProjectID: "shop", ReceiveSettings: pubsub.ReceiveSettings{MaxOutstandingMessages: most}}, nil)
	if err != nil {
		return err
	}
	return each(ctx, sub, handle)
}

func each(ctx context.Context, sub *googlecloud.Subscriber, handle func(*message.Message) error) error {
	messages, err := sub.Subscribe(ctx, "orders")
	if err != nil {
		return err
	}
	for m := range messages {
		if handle(m) != nil {
			m.Nack()
			continue
		}
		m.Ack()
	}
	return nil
}
