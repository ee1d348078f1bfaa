// Package app knows ports only.
package app

import (
	"context"
	"fmt"

	"dualwrite/port"
)

// Orders takes orders.
type Orders struct {
	store  port.Store
	events port.Events
}

// New makes the service.
func New(s port.Store, e port.Events) *Orders { return &Orders{store: s, events: e} }

// PlaceThenTell writes first.
func (o *Orders) PlaceThenTell(ctx context.Context, order port.Order) error {
	if err := o.store.Save(ctx, order); err != nil {
		return err
	}
	return o.events.Placed(ctx, order) // want "info: event is published after the write with no outbox"
}

// TellThenPlace publishes first.
func (o *Orders) TellThenPlace(ctx context.Context, order port.Order) error {
	if err := o.events.Placed(ctx, order); err != nil { // want "warning: event is published before the write it tells of"
		return err
	}
	return o.store.Save(ctx, order)
}

// ReadThenTell writes nothing.
func (o *Orders) ReadThenTell(ctx context.Context, id string) error {
	order, err := o.store.Load(ctx, id)
	if err != nil {
		return err
	}
	return o.events.Placed(ctx, order)
}

// TellOfFailure publishes because the write failed.
func (o *Orders) TellOfFailure(ctx context.Context, order port.Order) error {
	if err := o.store.Save(ctx, order); err != nil {
		return o.events.Failed(ctx, order.ID)
	}
	return nil
}

// TellOnTheWayOut publishes and fails.
func (o *Orders) TellOnTheWayOut(ctx context.Context, order port.Order) error {
	if err := o.store.Save(ctx, order); err != nil {
		return err
	}
	if order.Total < 0 {
		_ = o.events.Failed(ctx, order.ID)
		return fmt.Errorf("order %s: negative total", order.ID)
	}
	return nil
}

// Other writes one thing and tells of another.
func (o *Orders) Other(ctx context.Context, order port.Order, cancelled string) error {
	if err := o.store.Save(ctx, order); err != nil {
		return err
	}
	return o.events.Failed(ctx, cancelled)
}

// Each round of the loop has its own order.
func (o *Orders) Each(ctx context.Context, orders []port.Order) error {
	for _, order := range orders {
		if err := o.events.Failed(ctx, "batch"); err != nil {
			return err
		}
		if err := o.store.Save(ctx, order); err != nil {
			return err
		}
	}
	return nil
}

// Either does one or the other.
func (o *Orders) Either(ctx context.Context, order port.Order, dry bool) error {
	if dry {
		return o.events.Placed(ctx, order)
	}
	return o.store.Save(ctx, order)
}
