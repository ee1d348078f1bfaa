// Package wrapper publishes through another package.
package wrapper

import (
	"eventname/bus"
)

type shop struct{ bus *bus.Bus }

type order struct{ ID string }

func (s *shop) create(o order) error {
	return s.bus.Publish("parcel.create", o) // want "warning: topic .parcel.create. is named as a command"
}

func (s *shop) createAgain(o order) error { return s.bus.Publish("parcel.create", o) } // told above

func (s *shop) createWell(o order) error { return s.bus.Publish("parcel.created", o) }
