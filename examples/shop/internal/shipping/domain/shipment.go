// Package domain knows shipments.
package domain

import "time"

// Status is where a shipment is.
type Status string

// The statuses of a shipment.
const (
	Created    Status = "created"
	Booked     Status = "booked"
	Dispatched Status = "dispatched"
)

// Shipment is a parcel on its way to a customer.
type Shipment struct {
	ID        string
	OrderID   string
	Carrier   string
	Status    Status
	UpdatedAt time.Time
}
