// Package streams makes streams of JetStream.
package streams

import (
	"context"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func none(ctx context.Context, js jetstream.JetStream) error {
	_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.>"}, NoAck: true}) // want "error: the stream acks nothing \\(NoAck\\)"
	return err
}

func legacy(js nats.JetStreamContext) error {
	cfg := &nats.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.>"}}
	cfg.NoAck = true // want "error: the stream acks nothing \\(NoAck\\)"
	_, err := js.AddStream(cfg)
	return err
}

func silence(ctx context.Context, js jetstream.JetStream) error {
	_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.>"}})
	return err
}

func acks(ctx context.Context, js jetstream.JetStream) error {
	_, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.>"}, NoAck: false})
	return err
}

// The configuration decides.
func configured(ctx context.Context, js jetstream.JetStream, fast bool) error {
	_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.>"}, NoAck: fast})
	return err
}
