// Package orders publishes through a wrapper.
package orders

import (
	"context"

	"mismatch/wrapper/bus"
)

// Paid says that an order was paid.
type Paid struct {
	ID     string `json:"id"`
	Amount Amount `json:"amount"`
}

// Amount is money.
type Amount struct {
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"`
}

func pay(ctx context.Context, b *bus.Bus, e Paid) error {
	return b.Publish(ctx, "orders.paid", e) // want "error: \"amount\" is published as .* and read as int64, so billing cannot read the event"
}
