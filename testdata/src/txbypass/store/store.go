// Package store wraps a database.
package store

import (
	"context"
	"database/sql"
)

// InTx runs a function in a transaction.
func InTx(ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// Begin opens a transaction.
func Begin(ctx context.Context, db *sql.DB) (*sql.Tx, error) { return db.BeginTx(ctx, nil) }

// Executor is a database or a transaction.
type Executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Reserve writes through what it is given.
func Reserve(ctx context.Context, db Executor, id string) error {
	_, err := db.ExecContext(ctx, "UPDATE stock SET reserved = reserved + 1 WHERE id = $1", id)
	return err
}
