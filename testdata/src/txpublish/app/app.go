// Package app knows only ports.
package app

import (
	"context"

	"txpublish/ports"
)

// Service places orders.
type Service struct {
	unit   ports.Unit
	events ports.Events
	outbox ports.Outbox
}

// New makes a service.
func New(u ports.Unit, e ports.Events, o ports.Outbox) *Service {
	return &Service{unit: u, events: e, outbox: o}
}

// Inside publishes through two interfaces, in a transaction that neither names.
func (s *Service) Inside(ctx context.Context, id string) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		return s.events.Placed(ctx, id) // want "error: event is published before"
	})
}

// Stored writes to the outbox in the transaction.
func (s *Service) Stored(ctx context.Context, id string) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		return s.outbox.Store(ctx, id)
	})
}

// After publishes when the transaction is over.
func (s *Service) After(ctx context.Context, id string) error {
	if err := s.unit.WithTx(ctx, func(ctx context.Context) error { return s.outbox.Store(ctx, id) }); err != nil {
		return err
	}
	return s.events.Placed(ctx, id)
}

// Quiet has the same interface as Service's events, given an outbox.
type Quiet struct {
	unit   ports.Unit
	events ports.Events
}

// NewQuiet makes a Quiet.
func NewQuiet(u ports.Unit, e ports.Events) *Quiet { return &Quiet{unit: u, events: e} }

// Inside only writes: what it was given is an outbox.
func (q *Quiet) Inside(ctx context.Context, id string) error {
	return q.unit.WithTx(ctx, func(ctx context.Context) error {
		return q.events.Placed(ctx, id)
	})
}

// helper is what the transaction calls by name.
func (s *Service) helper(ctx context.Context) error {
	return s.events.Placed(ctx, "1") // want "error: event is published before"
}

// Named hands a method value to the transaction.
func (s *Service) Named(ctx context.Context) error {
	return s.unit.WithTx(ctx, s.helper)
}
