// Package bus creates consumers.
package bus

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"
)

// Consumer is a durable consumer of orders with a limit.
func Consumer(ctx context.Context, js jetstream.JetStream, name string, most int) (jetstream.Consumer, error) {
	return js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: name, MaxDeliver: most})
}

// Endless is one without.
func Endless(ctx context.Context, js jetstream.JetStream, name string) (jetstream.Consumer, error) {
	config := jetstream.ConsumerConfig{Durable: name} // want "info: no delivery limit \\(MaxDeliver is not set\\)"
	return js.CreateOrUpdateConsumer(ctx, "ORDERS", config)
}
