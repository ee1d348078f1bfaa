// Package hooks has functions and events that wait for the commit, and some that do not.
package hooks

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgxpool"

	"txpublish/bus"
)

type service struct {
	db   *sql.DB
	pool *pgxpool.Pool
	bus  *bus.Producer
}

func (s *service) send(ctx context.Context, topic string) error { return s.bus.Send(ctx, topic, nil) }

// unit collects functions while its transaction is open.
type unit struct {
	tx    *sql.Tx
	hooks []func(context.Context) error
}

func (u *unit) after(fn func(context.Context) error) { u.hooks = append(u.hooks, fn) }

// run runs the hooks when the transaction has committed.
func run(ctx context.Context, db *sql.DB, fn func(u *unit) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	u := &unit{tx: tx}
	if err := fn(u); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, h := range u.hooks {
		if err := h(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) waits(ctx context.Context) error {
	return run(ctx, s.db, func(u *unit) error {
		u.after(func(ctx context.Context) error { return s.send(ctx, "orders.v1") })
		_, err := u.tx.ExecContext(ctx, "UPDATE orders SET placed = true")
		return err
	})
}

func (s *service) doesNotWait(ctx context.Context) error {
	return run(ctx, s.db, func(u *unit) error {
		return s.send(ctx, "orders.v1") // want "error: event is published before"
	})
}

// hasty runs its hooks before it commits.
type hasty struct {
	tx    *sql.Tx
	hooks []func(context.Context) error
}

func (h *hasty) before(fn func(context.Context) error) { h.hooks = append(h.hooks, fn) }

func rush(ctx context.Context, db *sql.DB, fn func(h *hasty) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	h := &hasty{tx: tx}
	if err := fn(h); err != nil {
		return err
	}
	for _, hook := range h.hooks {
		if err := hook(ctx); err != nil { // want "error: event is published before"
			return err
		}
	}
	return tx.Commit()
}

func (s *service) hurried(ctx context.Context) error {
	return rush(ctx, s.db, func(h *hasty) error {
		h.before(func(ctx context.Context) error { return s.send(ctx, "orders.v1") })
		return nil
	})
}

// local keeps its hooks in a variable.
func (s *service) local(ctx context.Context) error {
	var after []func() error
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	after = append(after, func() error { return s.send(ctx, "orders.v1") })
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	for _, fn := range after {
		if err := fn(); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) localBefore(ctx context.Context) error {
	var steps []func() error
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	steps = append(steps, func() error { return s.send(ctx, "orders.v1") }) // want "error: event is published before"
	for _, fn := range steps {
		if err := fn(); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

// order collects events.
type order struct{ events []string }

func (o *order) place() { o.events = append(o.events, "orders.v1") }

func (o *order) pull() []string {
	out := o.events
	o.events = nil
	return out
}

// repository stores orders.
type repository struct {
	pool *pgxpool.Pool
	bus  *bus.Producer
}

// save publishes an order's events in the transaction that stores it.
func (r *repository) save(ctx context.Context, o *order) error {
	tx, err := r.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders DEFAULT VALUES"); err != nil {
		return err
	}
	for _, topic := range o.pull() {
		if err := r.bus.Send(ctx, topic, nil); err != nil { // want "error: event is published before"
			return err
		}
	}
	return tx.Commit(ctx)
}

// saveFirst publishes them when it has stored it.
func (r *repository) saveFirst(ctx context.Context, o *order) error {
	if err := r.insert(ctx, o); err != nil {
		return err
	}
	for _, topic := range o.pull() {
		if err := r.bus.Send(ctx, topic, nil); err != nil {
			return err
		}
	}
	return nil
}

func (r *repository) insert(ctx context.Context, o *order) error {
	tx, err := r.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	o.place()
	if _, err := tx.Exec(ctx, "INSERT INTO orders DEFAULT VALUES"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// deferredHook registers what is to be done when the function returns: after the commit.
func (s *service) deferredHook(ctx context.Context) (err error) {
	var topics []string
	defer func() {
		if err != nil {
			return
		}
		for _, t := range topics {
			err = errors.Join(err, s.send(ctx, t))
		}
	}()
	return run(ctx, s.db, func(u *unit) error {
		topics = append(topics, "orders.v1")
		return nil
	})
}
