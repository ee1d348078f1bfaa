// Package twins publishes what looks like it and is well.
package twins

import (
	"time"

	"eventtime/bus"
)

type shop struct{ bus *bus.Bus }

type order struct {
	ID                   string
	CreatedAt, UpdatedAt time.Time
}

type orderPlaced struct {
	ID         string
	OccurredAt time.Time
	SentAt     time.Time
}

func (s *shop) fromRow(o order) error {
	return s.bus.Publish("orders", orderPlaced{ID: o.ID, OccurredAt: o.CreatedAt, SentAt: time.Now()})
}

// One time for both.
func (s *shop) same(o order) error {
	now := time.Now()
	o.CreatedAt = now
	return s.bus.Publish("orders", orderPlaced{ID: o.ID, OccurredAt: now})
}

func (s *shop) given(o order, at time.Time) error {
	return s.bus.Publish("orders", orderPlaced{ID: o.ID, OccurredAt: at})
}

type click struct{ Page string }

type pageOpened struct {
	Page       string
	OccurredAt time.Time
}

// Nothing else has a time.
func (s *shop) clicked(c click) error {
	return s.bus.Publish("pages", pageOpened{Page: c.Page, OccurredAt: time.Now()})
}

type account struct {
	ID        string
	CreatedAt time.Time
}

type accountLocked struct {
	ID         string
	OccurredAt time.Time
}

// When the account was made says nothing of when it was locked.
func (s *shop) locked(a account) error {
	return s.bus.Publish("accounts", accountLocked{ID: a.ID, OccurredAt: time.Now()})
}
