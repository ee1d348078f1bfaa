// Package shared is part of no service: CODEOWNERS says whose it is.
package shared

import "github.com/nats-io/nats.go"

func both(nc *nats.Conn) error { return nc.Publish("orders.placed", []byte("{}")) }

func none(nc *nats.Conn) error {
	return nc.Publish("invoices", []byte("{}")) // want "error: only billing may publish \"invoices\""
}

func consume(nc *nats.Conn) error {
	_, err := nc.Subscribe("invoices", func(*nats.Msg) {})
	return err
}
