// Package wrapper publishes for others, and swallows errors: told of here once, not at its callers.
package wrapper

import (
	"context"
	"log"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Bus publishes.
type Bus struct{ client *kgo.Client }

// Notify has no result.
func (b *Bus) Notify(ctx context.Context, topic string, body []byte) {
	if err := b.Send(ctx, topic, body); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
}

// Quiet says that all went well.
func (b *Bus) Quiet(ctx context.Context, topic string, body []byte) error {
	_ = b.Send(ctx, topic, body) // want "error: result of the publish is dropped"
	return nil
}

// Send says what happened.
func (b *Bus) Send(ctx context.Context, topic string, body []byte) error {
	return b.client.ProduceSync(ctx, &kgo.Record{Topic: topic, Value: body}).FirstErr()
}
