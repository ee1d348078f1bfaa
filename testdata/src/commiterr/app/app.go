// Package app knows ports only.
package app

import (
	"context"
	"database/sql"

	"commiterr/port"
)

// Orders takes orders.
type Orders struct {
	db     *sql.DB
	events port.Events
}

// New makes the service.
func New(db *sql.DB, e port.Events) *Orders { return &Orders{db: db, events: e} }

// Place does not look at the commit.
func (o *Orders) Place(ctx context.Context, order string) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order); err != nil {
		_ = tx.Rollback()
		return err
	}
	tx.Commit()
	return o.events.Placed(ctx, order) // want "error: event is published after a commit"
}

// Move looks.
func (o *Orders) Move(ctx context.Context, order string) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET moved = true WHERE id = $1", order); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := o.end(tx); err != nil {
		return err
	}
	return o.events.Placed(ctx, order)
}

func (o *Orders) end(tx *sql.Tx) error { return tx.Commit() }
