// Package port is what the application needs of the outside.
package port

import "context"

// Order is what is sold.
type Order struct {
	ID    string
	Total int
}

// Store keeps orders.
type Store interface {
	Save(ctx context.Context, o Order) error
	Load(ctx context.Context, id string) (Order, error)
}

// Events publishes what happened.
type Events interface {
	Placed(ctx context.Context, o Order) error
	Failed(ctx context.Context, id string) error
}
