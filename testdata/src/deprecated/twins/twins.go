// Package twins uses topics that are not deprecated, or may be others.
package twins

import "github.com/nats-io/nats.go"

func unknown(nc *nats.Conn, what string) error {
	_, err := nc.Subscribe(what, func(*nats.Msg) {})
	return err
}

func other(nc *nats.Conn) error {
	_, err := nc.Subscribe("orders.v2.placed", func(*nats.Msg) {})
	return err
}

func moved(nc *nats.Conn) error { return nc.Publish("orders.v2.placed", []byte("{}")) }
