// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func setUp(ctx context.Context, js jetstream.JetStream) error {
	_, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.*"}})
	return err
}

func bad(nc *nats.Conn, order []byte) error {
	return nc.Publish("orders.placed", order) // want "error: a stream keeps this subject, but core publish gets no answer"
}

func good(ctx context.Context, js jetstream.JetStream, order []byte) error {
	_, err := js.Publish(ctx, "orders.placed", order)
	return err
}
