// Package twins publishes what looks like it and is well.
package twins

import (
	"time"

	"thinevent/bus"
)

type shop struct{ bus *bus.Bus }

type orderUpdated struct {
	OrderID string
	Version int
}

func (s *shop) versioned(e orderUpdated) error { return s.bus.Publish("orders", e) }

type orderDeleted struct{ OrderID string }

func (s *shop) deleted(e orderDeleted) error { return s.bus.Publish("orders", e) }

type orderChanged struct{ OrderID, Status string }

func (s *shop) told(e orderChanged) error { return s.bus.Publish("orders", e) }

type orderPlaced struct {
	OrderID string
	Items   []string
}

func (s *shop) placed(e orderPlaced) error { return s.bus.Publish("orders", e) }

type indexJob struct{ OrderID string }

func (s *shop) work(e indexJob) error { return s.bus.Publish("jobs", e) }

type customer struct {
	ID   string
	Name string
}

type customerCreated struct {
	CustomerID string
	Customer   customer
}

func (s *shop) nested(c customer) error {
	return s.bus.Publish("customers", customerCreated{CustomerID: c.ID, Customer: c})
}

type itemAdded struct{ CartID, ItemID string }

func (s *shop) linked(e itemAdded) error { return s.bus.Publish("carts", e) }

type linkShared struct{ URL string }

func (s *shop) link(id string) error {
	return s.bus.Publish("links", linkShared{URL: "https://shop.example/orders/" + id})
}

type stockChanged struct {
	SKU      string
	Quantity int
	At       time.Time
}

func (s *shop) stock(e stockChanged) error { return s.bus.Publish("stock", e) }
