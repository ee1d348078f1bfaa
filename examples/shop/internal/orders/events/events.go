// Package events is what orders tell the other contexts.
package events

import (
	"shop.example/shop/internal/orders/domain"
	"shop.example/shop/internal/platform/event"
)

// Topic is where all events of an order go, by order id.
const Topic = "shop.orders.v1"

// The types of the events.
const (
	TypePlaced    = "orders.order-placed"
	TypeConfirmed = "orders.order-confirmed"
	TypeAllocated = "orders.order-allocated"
	TypeCancelled = "orders.order-cancelled"
	TypeUnpaid    = "orders.order-unpaid"
	TypeFlagged   = "orders.order-flagged"
	TypeArchived  = "orders.order-archived"
)

// OrderChanged tells the new state of an order.
type OrderChanged struct {
	OrderID    string `json:"order_id"`
	CustomerID string `json:"customer_id"`
	Status     string `json:"status"`
	TotalCents int64  `json:"total_cents"`
	Lines      []Line `json:"lines"`
}

// Line is one product of an order.
type Line struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

// Changed returns the event of the given type for an order.
func Changed(typ string, o domain.Order) (event.Envelope, error) {
	lines := make([]Line, 0, len(o.Lines))
	for _, l := range o.Lines {
		lines = append(lines, Line{SKU: l.SKU, Quantity: l.Quantity})
	}
	return event.New(typ, 1, o.ID, o.UpdatedAt, OrderChanged{
		OrderID:    o.ID,
		CustomerID: o.CustomerID,
		Status:     string(o.Status),
		TotalCents: o.Total(),
		Lines:      lines,
	})
}
