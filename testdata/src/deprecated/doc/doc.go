// Package doc holds the example of the documentation.
package doc

import "github.com/nats-io/nats.go"

func bad(nc *nats.Conn, handle nats.MsgHandler) error {
	_, err := nc.Subscribe("orders.placed", handle) // want "warning: \"orders.placed\" ends on 2027-03-01 and is consumed here"
	return err
}

func good(nc *nats.Conn, handle nats.MsgHandler) error {
	_, err := nc.Subscribe("orders.v2.placed", handle) // in events.yml: deprecated: {sunset: 2027-03-01, replacement: orders.v2.placed}
	return err
}
