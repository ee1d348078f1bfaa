// Package shipping consumes a topic over NATS that nobody declared.
package shipping

import "github.com/nats-io/nats.go"

func listen(nc *nats.Conn) error {
	_, err := nc.Subscribe("parcels.lost", func(*nats.Msg) {}) // want "error: topic \"parcels.lost\" is not in events.yml"
	return err
}
