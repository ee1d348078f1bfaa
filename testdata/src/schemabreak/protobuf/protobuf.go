// Package protobuf publishes messages that a generator wrote: what broke is told where they are published, by the names of buf's rules.
package protobuf

import (
	"github.com/nats-io/nats.go"
	"google.golang.org/protobuf/proto"

	"schemabreak/protobuf/orderspb"
)

func publish(nc *nats.Conn, o *orderspb.Order) error {
	body, err := proto.Marshal(o)
	if err != nil {
		return err
	}
	return nc.Publish("orders.v1", body) // want "error: .Order. total: FIELD_WIRE_COMPATIBLE_TYPE" "error: .Order. note: FIELD_NO_DELETE"
}
