// Package carried has transactions that travel in a context to the repositories that use them.
package carried

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"txpublish/bus"
)

type txKey struct{}

type querier interface {
	ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error)
}

// repository uses the transaction in the context, or the pool.
type repository struct{ db *sql.DB }

func (r *repository) conn(ctx context.Context) querier {
	if tx, ok := ctx.Value(txKey{}).(*sql.Tx); ok {
		return tx
	}
	return r.db
}

func (r *repository) place(ctx context.Context) error {
	_, err := r.conn(ctx).ExecContext(ctx, "UPDATE orders SET placed = true")
	return err
}

// events publishes, whatever the context carries.
type events struct{ bus *bus.Producer }

func (e *events) placed(ctx context.Context) error { return e.bus.Send(ctx, "orders.v1", nil) }

// stored writes to an outbox with the transaction in the context.
type stored struct{ repo *repository }

func (o *stored) placed(ctx context.Context) error {
	_, err := o.repo.conn(ctx).ExecContext(ctx, "INSERT INTO outbox VALUES ('orders.v1')")
	return err
}

type service struct {
	db     *sql.DB
	pool   *pgxpool.Pool
	repo   *repository
	events *events
	outbox *stored
}

// begin and end are helpers around the context.
func (s *service) begin(ctx context.Context) (context.Context, *sql.Tx, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return ctx, nil, err
	}
	return context.WithValue(ctx, txKey{}, tx), tx, nil
}

func txFrom(ctx context.Context) *sql.Tx {
	tx, _ := ctx.Value(txKey{}).(*sql.Tx)
	return tx
}

func commit(ctx context.Context) error {
	tx := txFrom(ctx)
	if tx == nil {
		return nil
	}
	return tx.Commit()
}

func (s *service) inside(ctx context.Context) error {
	ctx, tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.repo.place(ctx); err != nil {
		return err
	}
	if err := s.events.placed(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return commit(ctx)
}

func (s *service) after(ctx context.Context) error {
	txCtx, tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.repo.place(txCtx); err != nil {
		return err
	}
	if err := commit(txCtx); err != nil {
		return err
	}
	return s.events.placed(ctx)
}

func (s *service) outboxed(ctx context.Context) error {
	ctx, tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.repo.place(ctx); err != nil {
		return err
	}
	if err := s.outbox.placed(ctx); err != nil {
		return err
	}
	return tx.Commit()
}

// extracted takes the transaction out of the context: whoever put it there holds it open.
func (s *service) extracted(ctx context.Context) error {
	if _, err := txFrom(ctx).ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		return err
	}
	return s.events.placed(ctx)
}

func (s *service) callsExtracted(ctx context.Context) error {
	ctx, tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.extracted(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

// option hands a transaction over.
type option func(*settings)

type settings struct{ tx pgx.Tx }

func withTx(tx pgx.Tx) option { return func(s *settings) { s.tx = tx } }

func (s *service) run(ctx context.Context, opts ...option) error {
	var set settings
	for _, o := range opts {
		o(&set)
	}
	if set.tx == nil {
		return nil
	}
	_, err := set.tx.Exec(ctx, "UPDATE orders SET placed = true")
	return err
}

func (s *service) runs(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := s.run(ctx, withTx(tx)); err != nil {
		return err
	}
	if err := s.events.placed(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit(ctx)
}

func (s *service) runsAfter(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := s.run(ctx, withTx(tx)); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.events.placed(ctx)
}

// withRepo makes a copy that works in a transaction.
func (r *repository) with(tx *sql.Tx) *bound { return &bound{tx: tx} }

type bound struct{ tx *sql.Tx }

func (b *bound) place(ctx context.Context) error {
	_, err := b.tx.ExecContext(ctx, "UPDATE orders SET placed = true")
	return err
}

func (b *bound) done() error { return b.tx.Commit() }

func (s *service) binds(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.repo.with(tx).place(ctx); err != nil {
		return err
	}
	if err := s.events.placed(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) bindsAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	b := s.repo.with(tx)
	if err := b.place(ctx); err != nil {
		return err
	}
	if err := b.done(); err != nil {
		return err
	}
	return s.events.placed(ctx)
}
