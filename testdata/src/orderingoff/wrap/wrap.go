// Package wrap publishes through an in-house publisher of another package.
package wrap

import (
	"context"

	"cloud.google.com/go/pubsub"

	"orderingoff/wrap/bus"
)

func run(ctx context.Context, client *pubsub.Client, event []byte) error {
	b := bus.New(client, "orders", false) // want "error: ordering keys are refused \\(EnableMessageOrdering\\)"
	return b.Publish(ctx, "order", event)
}
