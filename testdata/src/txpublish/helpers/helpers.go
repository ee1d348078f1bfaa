// Package helpers has home-made ways to open and end transactions.
package helpers

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"

	"txpublish/bus"
)

type service struct {
	db   *sql.DB
	pool *pgxpool.Pool
	orm  *gorm.DB
	bus  *bus.Producer
}

func (s *service) send(ctx context.Context) error { return s.bus.Send(ctx, "orders.v1", nil) }

func (s *service) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return tx, nil
}

func (s *service) begun(ctx context.Context) error {
	tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) begunAfter(ctx context.Context) error {
	tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) begunFailed(ctx context.Context) error {
	tx, err := s.begin(ctx)
	if err != nil {
		return s.send(ctx)
	}
	return tx.Commit()
}

// work holds a transaction with what is done in it.
type work struct {
	tx     pgx.Tx
	orders *orders
}

type orders struct{ tx pgx.Tx }

func (o *orders) place(ctx context.Context) error {
	_, err := o.tx.Exec(ctx, "UPDATE orders SET placed = true")
	return err
}

func newWork(ctx context.Context, pool *pgxpool.Pool) (*work, error) {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return nil, err
	}
	return &work{tx: tx, orders: &orders{tx: tx}}, nil
}

func (w *work) complete(ctx context.Context) error { return w.tx.Commit(ctx) }
func (w *work) discard(ctx context.Context)        { _ = w.tx.Rollback(ctx) }

func (s *service) unit(ctx context.Context) error {
	w, err := newWork(ctx, s.pool)
	if err != nil {
		return err
	}
	defer w.discard(ctx)
	if err := w.orders.place(ctx); err != nil {
		return err
	}
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return w.complete(ctx)
}

func (s *service) unitAfter(ctx context.Context) error {
	w, err := newWork(ctx, s.pool)
	if err != nil {
		return err
	}
	defer w.discard(ctx)
	if err := w.orders.place(ctx); err != nil {
		return err
	}
	if err := w.complete(ctx); err != nil {
		return err
	}
	return s.send(ctx)
}

// closer opens a transaction and returns how to end it.
func (s *service) closer(ctx context.Context) (tx *sql.Tx, commit func() error, err error) {
	tx, err = s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	return tx, func() error { return tx.Commit() }, nil
}

func (s *service) closed(ctx context.Context) error {
	tx, commit, err := s.closer(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		return err
	}
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return commit()
}

func (s *service) closedAfter(ctx context.Context) error {
	tx, commit, err := s.closer(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		return err
	}
	if err := commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// methods returns the transaction's own methods.
func (s *service) methods(ctx context.Context) (tx pgx.Tx, commit, rollback func(context.Context) error, err error) {
	tx, err = s.pool.Begin(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	return tx, tx.Commit, tx.Rollback, nil
}

func (s *service) methodsInside(ctx context.Context) error {
	_, commit, rollback, err := s.methods(ctx)
	if err != nil {
		return err
	}
	defer rollback(ctx)
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return commit(ctx)
}

func (s *service) methodsAfter(ctx context.Context) error {
	_, commit, rollback, err := s.methods(ctx)
	if err != nil {
		return err
	}
	defer rollback(ctx)
	if err := commit(ctx); err != nil {
		return err
	}
	return s.send(ctx)
}

// handed gives the transaction to a function that ends it.
func (s *service) handed(ctx context.Context) error {
	tx := s.orm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	if err := conclude(tx, tx.Create("order").Error); err != nil {
		return err
	}
	return s.send(ctx)
}

func conclude(tx *gorm.DB, err error) error {
	if err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

// embedding promotes the transaction's methods.
type embedding struct {
	*sql.Tx
	id string
}

func (s *service) promoted(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	e := embedding{Tx: tx, id: "1"}
	defer e.Rollback()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return e.Commit()
}

func (s *service) promotedAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	e := &embedding{Tx: tx, id: "1"}
	defer e.Rollback()
	if err := e.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// committer is all that a caller sees of a transaction.
type committer interface {
	Commit() error
	Rollback() error
}

func (s *service) narrow(ctx context.Context) (committer, error) { return s.db.BeginTx(ctx, nil) }

func (s *service) throughInterface(ctx context.Context) error {
	tx, err := s.narrow(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) throughInterfaceAfter(ctx context.Context) error {
	tx, err := s.narrow(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// optional has a transaction only if it is asked for one.
func (s *service) optional(ctx context.Context, atomic bool) error {
	var tx *sql.Tx
	if atomic {
		var err error
		if tx, err = s.db.BeginTx(ctx, nil); err != nil {
			return err
		}
		defer tx.Rollback()
	}
	if tx != nil {
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return s.send(ctx)
}

// options are functions that set up a transaction.
type option func(*sql.TxOptions)

func (s *service) beginWith(ctx context.Context, opts ...option) (*sql.Tx, error) {
	var o sql.TxOptions
	for _, opt := range opts {
		opt(&o)
	}
	return s.db.BeginTx(ctx, &o)
}

func (s *service) withOptions(ctx context.Context) error {
	tx, err := s.beginWith(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) withOptionsAfter(ctx context.Context) error {
	tx, err := s.beginWith(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}
