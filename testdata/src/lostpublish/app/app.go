// Package app knows ports only.
package app

import (
	"context"
	"log"

	"lostpublish/port"
)

// Orders takes orders.
type Orders struct{ events port.Events }

// New makes the service.
func New(e port.Events) *Orders { return &Orders{events: e} }

// Place drops what the port returns.
func (o *Orders) Place(ctx context.Context, order string) error {
	_ = o.events.Placed(ctx, order) // want "error: result of the publish is dropped"
	return nil
}

// Log only logs it.
func (o *Orders) Log(ctx context.Context, order string) {
	if err := o.events.Placed(ctx, order); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
}

// Move calls what swallows its error further down.
func (o *Orders) Move(ctx context.Context, order string) error {
	o.events.Moved(ctx, order)
	return nil
}

// Return hands it on.
func (o *Orders) Return(ctx context.Context, order string) error { return o.events.Placed(ctx, order) }
