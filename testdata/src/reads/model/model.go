// Package model holds payloads, with methods that read them.
package model

// Meta is in all events.
type Meta struct {
	ID string `json:"id"`
	At int64  `json:"at"`
}

// Order is a payload.
type Order struct {
	Meta
	Customer Customer          `json:"customer"`
	Lines    []Line            `json:"lines"`
	Tags     map[string]string `json:"tags"`
	Note     *string           `json:"note"`
	Secret   string            `json:"-"`
}

// Customer is a part of an order.
type Customer struct {
	Name    string  `json:"name"`
	Address Address `json:"address"`
}

// Address is a part of a customer.
type Address struct {
	City string `json:"city"`
	Zip  string `json:"zip"`
}

// Line is an element of an order.
type Line struct {
	SKU   string `json:"sku"`
	Count int    `json:"count"`
	Price int    `json:"price"`
}

// Total reads each line.
func (o *Order) Total() int {
	sum := 0
	for _, l := range o.Lines {
		sum += l.total()
	}
	return sum
}

func (l Line) total() int { return l.Count * l.Price }
