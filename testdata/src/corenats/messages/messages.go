// Package messages makes messages before they are published.
package messages

import (
	"context"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func setUp(ctx context.Context, js jetstream.JetStream) error {
	_, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "ORDERS", Subjects: []string{"orders.>"}})
	return err
}

func constructed(nc *nats.Conn, body []byte) error {
	m := nats.NewMsg("orders.placed")
	m.Data = body
	return nc.PublishMsg(m) // want "error: a stream keeps this subject"
}

func literal(nc *nats.Conn, body []byte) error {
	return nc.PublishMsg(&nats.Msg{Subject: "orders.paid", Data: body}) // want "error: a stream keeps this subject"
}

func message(subject string, body []byte) *nats.Msg {
	m := nats.NewMsg(subject)
	m.Data = body
	return m
}

func helped(nc *nats.Conn, body []byte) error {
	return nc.PublishMsg(message("orders.sent", body)) // want "error: a stream keeps this subject"
}

func elsewhere(nc *nats.Conn, body []byte) error { return nc.PublishMsg(message("metrics.sent", body)) }

func kept(js nats.JetStreamContext, body []byte) error {
	_, err := js.PublishMsg(message("orders.sent", body))
	return err
}
