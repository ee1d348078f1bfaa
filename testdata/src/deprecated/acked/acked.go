// Package acked has agreed to be gone in time, and publishes old and new until then.
package acked

import "github.com/nats-io/nats.go"

func listen(nc *nats.Conn) error {
	_, err := nc.Subscribe("orders.placed", func(*nats.Msg) {})
	return err
}

func publish(nc *nats.Conn) error {
	if err := nc.Publish("orders.placed", []byte("{}")); err != nil {
		return err
	}
	return nc.Publish("orders.v2.placed", []byte("{}"))
}
