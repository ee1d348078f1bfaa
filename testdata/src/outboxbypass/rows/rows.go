// Package rows writes outboxes of its own.
package rows

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

type shop struct {
	db   *sql.DB
	sqlx *sqlx.DB
}

const insertOrder = "INSERT INTO orders (id) VALUES ($1)"

const insertEvent = "INSERT INTO outbox (payload) VALUES ($1)"

// The row goes through the pool.
func (s *shop) beside(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, insertOrder, id); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, insertEvent, id); err != nil { // want "error: event is written beside the transaction of its data"
		return err
	}
	return tx.Commit()
}

func (s *shop) within(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, insertOrder, id); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, insertEvent, id); err != nil {
		return err
	}
	return tx.Commit()
}

// No transaction at all.
func (s *shop) apart(ctx context.Context, id string) error {
	if _, err := s.db.ExecContext(ctx, insertOrder, id); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, insertEvent, id) // want "error: outbox row and data are written in no common transaction"
	return err
}

func (s *shop) named(id string) error {
	if _, err := s.sqlx.NamedExec("INSERT INTO orders (id) VALUES (:id)", map[string]any{"id": id}); err != nil {
		return err
	}
	_, err := s.sqlx.NamedExec("INSERT INTO outbox (payload) VALUES (:id)", map[string]any{"id": id}) // want "error: outbox row and data are written in no common transaction"
	return err
}

// After the commit.
func (s *shop) after(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, insertOrder, id); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, insertEvent, id) // want "error: outbox row and data are written in no common transaction"
	return err
}

func (s *shop) inTx(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (s *shop) afterWhole(ctx context.Context, id string) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, insertOrder, id)
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, insertEvent, id) // want "error: outbox row and data are written in no common transaction"
	return err
}

// Twins.

func (s *shop) withinWhole(ctx context.Context, id string) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, insertOrder, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, insertEvent, id)
		return err
	})
}

// The transaction has only read.
func (s *shop) afterRead(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM orders WHERE id = $1", id).Scan(&n); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, insertEvent, id)
	return err
}

// What was sent is marked after another transaction.
func (s *shop) sent(ctx context.Context, id string) error {
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE orders SET told = true WHERE id = $1", id)
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "UPDATE outbox SET sent_at = now() WHERE id = $1", id)
	return err
}

// One or the other.
func (s *shop) either(ctx context.Context, id string, event bool) error {
	if event {
		_, err := s.db.ExecContext(ctx, insertEvent, id)
		return err
	}
	_, err := s.db.ExecContext(ctx, insertOrder, id)
	return err
}

// Only an event.
func (s *shop) event(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, insertEvent, id)
	return err
}

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Perhaps a transaction.
func write(ctx context.Context, x execer, id string) error {
	if _, err := x.ExecContext(ctx, insertOrder, id); err != nil {
		return err
	}
	_, err := x.ExecContext(ctx, insertEvent, id)
	return err
}

func (s *shop) written(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := write(ctx, tx, id); err != nil {
		return err
	}
	return tx.Commit()
}

// A relay marks what it has sent.
func (s *shop) relay(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, "SELECT id, payload FROM outbox WHERE sent_at IS NULL")
	if err != nil {
		return err
	}
	defer rows.Close()
	if _, err := s.db.ExecContext(ctx, "UPDATE counters SET runs = runs + 1"); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "UPDATE outbox SET sent_at = now()")
	return err
}
