// Package wrapper publishes through another package.
package wrapper

import "pii/bus"

type shop struct{ bus *bus.Bus }

type contact struct {
	Phone   string
	Address string
}

type orderPlaced struct { // want "warning: payload carries personal data in the clear .Contact.Phone."
	OrderID string
	Contact contact
}

func (s *shop) place(id, phone string) error {
	return s.bus.Publish("orders.placed", orderPlaced{OrderID: id, Contact: contact{Phone: phone}})
}

type orderShipped struct{ OrderID, Carrier string }

func (s *shop) ship(id string) error {
	return s.bus.Publish("orders.shipped", orderShipped{OrderID: id, Carrier: "post"})
}
