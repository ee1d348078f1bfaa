// Package source wraps a subscription for its callers.
package source

import (
	"context"
	"log"

	"gocloud.dev/pubsub"
)

// Each has each message of a subscription handled.
func Each(ctx context.Context, sub *pubsub.Subscription, handle func(ctx context.Context, body []byte) error) error {
	for {
		m, err := sub.Receive(ctx)
		if err != nil {
			return err
		}
		each(ctx, m, handle)
	}
}

// Done acks a message.
func Done(m *pubsub.Message) { m.Ack() }

func each(ctx context.Context, m *pubsub.Message, handle func(ctx context.Context, body []byte) error) {
	defer m.Ack()
	if err := handle(ctx, m.Body); err != nil {
		log.Print(err)
		m.Nack() // want "message has been settled before on this way"
	}
}
