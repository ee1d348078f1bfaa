// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
)

type shop struct{ db *sql.DB }

func (s *shop) bad(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "UPDATE stock SET reserved = reserved + 1"); err != nil { // want "error: written outside the transaction that is open on the database"
		return err
	}
	return tx.Commit()
}

func (s *shop) good(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE stock SET reserved = reserved + 1"); err != nil {
		return err
	}
	return tx.Commit()
}
