// Package domain knows what an order is and what may happen to it.
package domain

import (
	"errors"
	"fmt"
	"time"
)

// Status is where an order is on its way.
type Status string

// The statuses of an order.
const (
	Placed    Status = "placed"
	Confirmed Status = "confirmed"
	Allocated Status = "allocated"
	Cancelled Status = "cancelled"
)

// ErrNotFound is returned for an order that does not exist.
var ErrNotFound = errors.New("order not found")

// Line is one product of an order.
type Line struct {
	SKU      string
	Quantity int
	Cents    int64
}

// Order is what a customer wants.
type Order struct {
	ID         string
	CustomerID string
	Status     Status
	Lines      []Line
	UpdatedAt  time.Time
}

// Total is the price of all lines, in cents.
func (o Order) Total() int64 {
	var sum int64
	for _, l := range o.Lines {
		sum += l.Cents * int64(l.Quantity)
	}
	return sum
}

// To moves the order to another status.
func (o *Order) To(s Status, at time.Time) error {
	if o.Status == Cancelled {
		return fmt.Errorf("order %s is cancelled", o.ID)
	}
	o.Status, o.UpdatedAt = s, at
	return nil
}
