// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"

	"github.com/riverqueue/river"
)

type shop struct {
	db   *sql.DB
	jobs *river.Client[*sql.Tx]
}

type orderPlaced struct {
	ID string `json:"id"`
}

func (orderPlaced) Kind() string { return "order_placed" }

func (s *shop) bad(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	if _, err := s.jobs.Insert(ctx, orderPlaced{ID: id}, nil); err != nil { // want "error: sent beside the open transaction, so a rollback leaves it; InsertTx takes the transaction"
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
	if _, err := s.jobs.InsertTx(ctx, tx, orderPlaced{ID: id}, nil); err != nil {
		return err
	}
	return tx.Commit()
}
