// Package port is what the application needs of the outside.
package port

import "context"

// Events publishes what happened.
type Events interface {
	Placed(ctx context.Context, order string) error
}

// Unit runs a function in a transaction.
type Unit interface {
	Do(ctx context.Context, fn func(ctx context.Context) error) error
}
