// Package wrapper publishes through another package.
package wrapper

import (
	"encoding/json"

	"github.com/nats-io/nats.go"

	"untyped/bus"
)

type shop struct{ bus *bus.Bus }

type placed struct {
	OrderID string `json:"order_id"`
}

func (s *shop) typed(id string) error { return s.bus.Publish("orders.placed", placed{OrderID: id}) }

func (s *shop) untyped(id string) error {
	return s.bus.Publish("orders.placed", map[string]any{"order_id": id}) // want "warning: payload is a map"
}

func (s *shop) first(id string) error {
	return s.bus.PublishMap("orders.placed", map[string]any{"order_id": id})
}

func (s *shop) second(id string) error {
	return s.bus.PublishMap("orders.paid", map[string]any{"order_id": id})
}

func (s *shop) message(id string) error {
	body, err := json.Marshal(map[string]any{"order_id": id})
	if err != nil {
		return err
	}
	return s.bus.Send(&nats.Msg{Subject: "orders.placed", Data: body}) // want "warning: payload is a map"
}

func (s *shop) typedMessage(id string) error {
	body, err := json.Marshal(placed{OrderID: id})
	if err != nil {
		return err
	}
	return s.bus.Send(&nats.Msg{Subject: "orders.placed", Data: body})
}

type paid struct{ id string }

func (p paid) Encode() map[string]any { return map[string]any{"order_id": p.id} }

func (s *shop) recorded(id string) error { return s.bus.Record("orders.paid", paid{id}) }
