// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"net/http"
)

type shop struct {
	db     *sql.DB
	client *http.Client
}

func (s *shop) bad(ctx context.Context, id string, pay *http.Request) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	resp, err := s.client.Do(pay) // want "warning: the transaction stays open while this waits"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return tx.Commit()
}

func (s *shop) good(ctx context.Context, id string, pay *http.Request) error {
	resp, err := s.client.Do(pay)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	return tx.Commit()
}
