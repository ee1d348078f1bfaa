// Package events is what shipping tells the carriers.
package events

import (
	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/shipping/domain"
)

// Exchange is where the carriers listen.
const Exchange = "shop.shipping.v1"

// The types of the events, which are routing keys too.
const (
	TypePickupBooked = "shipping.pickup-booked"
	TypeDispatched   = "shipping.dispatched"
)

// ShipmentMoved tells the new state of a shipment.
type ShipmentMoved struct {
	ShipmentID string `json:"shipment_id"`
	OrderID    string `json:"order_id"`
	Carrier    string `json:"carrier"`
	Status     string `json:"status"`
}

// Moved returns the event of the given type for a shipment.
func Moved(typ string, s domain.Shipment) (event.Envelope, error) {
	return event.New(typ, 1, s.ID, s.UpdatedAt, ShipmentMoved{ShipmentID: s.ID, OrderID: s.OrderID, Carrier: s.Carrier, Status: string(s.Status)})
}
