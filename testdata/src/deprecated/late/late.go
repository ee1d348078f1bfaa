// Package late uses what is over.
package late

import (
	"context"

	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"
)

func sent(ctx context.Context, w *kafka.Writer) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "orders.sent", Value: []byte("{}")}) // want "error: \"orders.sent\" was to end on 2026-06-30 and is still published here"
}

func listen(nc *nats.Conn) error {
	if _, err := nc.Subscribe("orders.sent", func(*nats.Msg) {}); err != nil { // want "error: \"orders.sent\" was to end on 2026-06-30 and is still consumed here"
		return err
	}
	if _, err := nc.Subscribe("orders.lost", func(*nats.Msg) {}); err != nil { // want "warning: \"orders.lost\" is deprecated and is consumed here"
		return err
	}
	_, err := nc.Subscribe("orders.old", func(*nats.Msg) {}) // want "error: \"orders.old\" is retired and is still consumed here"
	return err
}

func placed(nc *nats.Conn) error {
	return nc.Publish("orders.placed", []byte("{}")) // want "warning: \"orders.placed\" ends on 2027-03-01 and is published here"
}

func split(nc *nats.Conn) error {
	return nc.Publish("orders.split", []byte("{}")) // want "warning: \"orders.split\" ends on 2027-03-01 and is published here"
}
