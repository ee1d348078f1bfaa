// Package app knows ports only.
package app

import (
	"context"

	"txretry/port"
)

// Orders takes orders.
type Orders struct {
	unit   port.Unit
	events port.Events
}

// New makes the service.
func New(u port.Unit, e port.Events) *Orders { return &Orders{unit: u, events: e} }

// Place publishes inside of a transaction that is tried again.
func (o *Orders) Place(ctx context.Context, order string) error {
	return o.unit.Do(ctx, func(ctx context.Context) error {
		return o.events.Placed(ctx, order) // want "error: event is published in a transaction that can run again"
	})
}

// Move publishes when the transaction is over.
func (o *Orders) Move(ctx context.Context, order string) error {
	if err := o.unit.Do(ctx, func(ctx context.Context) error { return nil }); err != nil {
		return err
	}
	return o.events.Placed(ctx, order)
}
