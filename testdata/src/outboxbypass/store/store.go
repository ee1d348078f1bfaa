// Package store writes rows.
package store

import (
	"context"
	"database/sql"
)

// Orders writes orders.
type Orders struct{ DB *sql.DB }

// Save writes one.
func (o *Orders) Save(ctx context.Context, id string) error {
	_, err := o.DB.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

// SaveTx writes one within a transaction.
func (o *Orders) SaveTx(ctx context.Context, tx *sql.Tx, id string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

// Events writes events.
type Events struct{ DB *sql.DB }

// Save writes one.
func (e *Events) Save(ctx context.Context, id string) error {
	_, err := e.DB.ExecContext(ctx, "INSERT INTO outbox (payload) VALUES ($1)", id)
	return err
}

// SaveTx writes one within a transaction.
func (e *Events) SaveTx(ctx context.Context, tx *sql.Tx, id string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO outbox (payload) VALUES ($1)", id)
	return err
}
