// Package ports is what the application of orders needs from the outside.
package ports

import (
	"context"

	"shop.example/shop/internal/orders/domain"
	"shop.example/shop/internal/platform/event"
)

// Orders stores orders, in the transaction of the context if there is one.
type Orders interface {
	Add(ctx context.Context, o domain.Order) error
	Get(ctx context.Context, id string) (domain.Order, error)
	Update(ctx context.Context, o domain.Order) error
}

// Events tells the other contexts.
type Events interface {
	Publish(ctx context.Context, e event.Envelope) error
}

// UnitOfWork runs functions in a transaction.
type UnitOfWork interface {
	WithTx(ctx context.Context, fn func(ctx context.Context) error) error
	WithRetry(ctx context.Context, fn func(ctx context.Context) error) error
}
