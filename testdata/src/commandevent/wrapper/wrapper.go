// Package wrapper publishes through another package.
package wrapper

import (
	"commandevent/bus"
)

type shop struct{ bus *bus.Bus }

type CancelOrder struct{ ID string } // want "info: event is named as a command"

func (s *shop) cancel(id string) error { return s.bus.Publish("orders.cancelled", CancelOrder{id}) }

type OrderCancelled struct{ ID string }

func (s *shop) cancelWell(id string) error {
	return s.bus.Publish("orders.cancelled", OrderCancelled{id})
}
