// Package adapters implements the ports.
package adapters

import (
	"context"
	"database/sql"

	"txpublish/bus"
)

// Events publishes to Kafka.
type Events struct{ producer *bus.Producer }

// NewEvents makes Events.
func NewEvents(p *bus.Producer) *Events { return &Events{producer: p} }

// Placed publishes.
func (e *Events) Placed(ctx context.Context, id string) error {
	return e.producer.Send(ctx, "orders.placed.v1", []byte(id))
}

// Outbox writes a row.
type Outbox struct{ db *sql.DB }

// NewOutbox makes an Outbox.
func NewOutbox(db *sql.DB) *Outbox { return &Outbox{db: db} }

// Placed has the same method as Events, and only writes.
func (o *Outbox) Placed(ctx context.Context, id string) error { return o.Store(ctx, id) }

// Store writes a row.
func (o *Outbox) Store(ctx context.Context, id string) error {
	_, err := o.db.ExecContext(ctx, "INSERT INTO outbox (id) VALUES ($1)", id)
	return err
}
