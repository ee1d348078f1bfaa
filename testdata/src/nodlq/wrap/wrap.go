// Package wrap creates a consumer in another package.
package wrap

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"

	"nodlq/wrap/bus"
)

func run(ctx context.Context, js jetstream.JetStream) (jetstream.Consumer, error) {
	return bus.Consumer(ctx, js, "billing", 5)
}
