// Package billing is a service of its own.
package billing

import (
	"context"

	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"
)

func own(ctx context.Context, w *kafka.Writer) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "invoices", Value: []byte("{}")})
}

func theirs(nc *nats.Conn) error {
	return nc.Publish("orders.placed", []byte("{}")) // want "error: \"orders.placed\" belongs to team-orders, who know nothing of this producer of team-billing"
}

func pattern(nc *nats.Conn, region string) error {
	return nc.Publish("orders."+region, []byte("{}")) // want "error: \"orders.{}\" belongs to team-orders"
}

func free(nc *nats.Conn) error { return nc.Publish("stock", []byte("{}")) } // a source of truth that is no service

func unknown(nc *nats.Conn, topic string) error { return nc.Publish(topic, []byte("{}")) }

func undeclared(nc *nats.Conn) error { return nc.Publish("payments", []byte("{}")) }
