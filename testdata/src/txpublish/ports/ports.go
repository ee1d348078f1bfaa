// Package ports says what the application needs; it knows no broker and no database.
package ports

import "context"

// Events publishes events.
type Events interface {
	Placed(ctx context.Context, id string) error
}

// Unit runs a function in a transaction.
type Unit interface {
	WithTx(ctx context.Context, fn func(ctx context.Context) error) error
}

// Outbox has implementations that only write to the database.
type Outbox interface {
	Store(ctx context.Context, id string) error
}
