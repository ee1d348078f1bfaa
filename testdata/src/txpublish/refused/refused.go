// Package refused publishes on the way to a rollback: what tells of the failure is right to outlive it.
package refused

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"

	"txpublish/bus"
)

type orders struct {
	db  *sql.DB
	bus *bus.Producer
}

func (o *orders) refuse(ctx context.Context, reason string) {
	if err := o.bus.Send(ctx, "orders.refused.v1", []byte(reason)); err != nil {
		log.Print(err)
	}
}

func (o *orders) place(ctx context.Context, pieces int) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE stock SET pieces = pieces - $1", pieces); err != nil {
		o.refuse(ctx, err.Error())
		return fmt.Errorf("take from stock: %w", err)
	}
	if err := tx.QueryRowContext(ctx, "SELECT pieces FROM stock").Scan(&pieces); err != nil {
		o.refuse(ctx, err.Error())
		return err
	}
	if pieces < 0 {
		o.refuse(ctx, "negative")
		return errors.New("negative order")
	}
	if pieces == 0 {
		o.refuse(ctx, "empty") // want "error: event is published before"
	}
	return tx.Commit()
}
