// Package doc holds the example of the documentation.
package doc

import "github.com/nats-io/nats.go"

func bad(nc *nats.Conn) error {
	return nc.Publish("orders.cancelled", []byte("{}")) // want "info: topic \"orders.cancelled\" is published and never consumed in this program"
}

func good(nc *nats.Conn) error {
	return nc.Publish("orders.placed", []byte("{}"))
}

func consume(nc *nats.Conn) error {
	if _, err := nc.Subscribe("orders.placed", func(*nats.Msg) {}); err != nil {
		return err
	}
	_, err := nc.Subscribe("orders.canceled", func(*nats.Msg) {}) // want "info: topic \"orders.canceled\" is consumed and never published in this program"
	return err
}
