// Package wrapper publishes through another package.
package wrapper

import (
	"time"

	"eventtime/bus"
)

type shop struct{ bus *bus.Bus }

type parcel struct {
	ID        string
	UpdatedAt time.Time
}

type parcelMoved struct {
	ID        string
	EventTime time.Time
}

func (s *shop) move(p *parcel) error {
	return s.bus.Publish("parcels.moved", parcelMoved{ID: p.ID, EventTime: time.Now()}) // want "info: time of the event is not that of the row .parcel.UpdatedAt."
}

func (s *shop) moveWell(p *parcel) error {
	return s.bus.Publish("parcels.moved", parcelMoved{ID: p.ID, EventTime: p.UpdatedAt})
}
