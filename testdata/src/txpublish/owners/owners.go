// Package owners has transactions that somebody else may own, and work that is registered for after the commit.
package owners

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
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

// own opens a transaction only if it is given none, and ends only its own.
func (s *service) own(ctx context.Context, tx *sql.Tx) (err error) {
	mine := tx == nil
	if mine {
		if tx, err = s.db.BeginTx(ctx, nil); err != nil {
			return err
		}
	}
	if _, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		if mine {
			_ = tx.Rollback()
		}
		return err
	}
	if mine {
		return tx.Commit()
	}
	return nil
}

func (s *service) ownThenSend(ctx context.Context) error {
	if err := s.own(ctx, nil); err != nil {
		return err
	}
	return s.send(ctx)
}

// scope is a transaction that knows whether it owns it.
type scope struct {
	tx    *sql.Tx
	owner bool
	done  bool
}

func (s *service) enter(ctx context.Context, outer *scope) (*scope, error) {
	if outer != nil {
		return &scope{tx: outer.tx}, nil
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &scope{tx: tx, owner: true}, nil
}

func (c *scope) commit() error {
	if !c.owner || c.done {
		return nil
	}
	c.done = true
	return c.tx.Commit()
}

func (c *scope) close() {
	if c.owner && !c.done {
		_ = c.tx.Rollback()
	}
}

func (s *service) scoped(ctx context.Context) error {
	c, err := s.enter(ctx, nil)
	if err != nil {
		return err
	}
	defer c.close()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return c.commit()
}

func (s *service) scopedAfter(ctx context.Context) error {
	c, err := s.enter(ctx, nil)
	if err != nil {
		return err
	}
	defer c.close()
	if err := c.commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

type hooksKey struct{}

type hooks struct{ after []func(context.Context) error }

// onCommit runs fn when the transaction in the context has committed.
func onCommit(ctx context.Context, fn func(context.Context) error) {
	h, ok := ctx.Value(hooksKey{}).(*hooks)
	if !ok {
		return
	}
	h.after = append(h.after, fn)
}

func (s *service) atomic(ctx context.Context, fn func(ctx context.Context) error) error {
	h := &hooks{}
	err := s.orm.Transaction(func(tx *gorm.DB) error { return fn(context.WithValue(ctx, hooksKey{}, h)) })
	if err != nil {
		return err
	}
	for _, f := range h.after {
		if err := f(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) registered(ctx context.Context) error {
	return s.atomic(ctx, func(ctx context.Context) error {
		onCommit(ctx, func(ctx context.Context) error { return s.send(ctx) })
		onCommit(ctx, s.send)
		return nil
	})
}

func (s *service) notRegistered(ctx context.Context) error {
	return s.atomic(ctx, func(ctx context.Context) error {
		onCommit(ctx, s.send)
		return s.send(ctx) // want "error: event is published before"
	})
}

// grouped publishes in the goroutines of a group that ends inside the transaction.
func (s *service) grouped(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		var g errgroup.Group
		g.Go(func() error {
			return s.send(ctx) // want "error: event is published before"
		})
		return g.Wait()
	})
}

func (s *service) groupedAfter(ctx context.Context) error {
	if err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return nil }); err != nil {
		return err
	}
	var g errgroup.Group
	g.Go(func() error { return s.send(ctx) })
	return g.Wait()
}

// returned gives the event to its caller, who publishes it.
func (s *service) returned(ctx context.Context) (topic string, err error) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback(ctx))
			return
		}
		err = tx.Commit(ctx)
	}()
	_, err = tx.Exec(ctx, "UPDATE orders SET placed = true")
	return "orders.v1", err
}

func (s *service) publishesReturned(ctx context.Context) error {
	topic, err := s.returned(ctx)
	if err != nil {
		return err
	}
	return s.bus.Send(ctx, topic, nil)
}

// waits tells of what it has rolled back.
func (s *service) waits(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		_ = tx.Rollback(ctx)
		return s.send(context.WithoutCancel(ctx))
	default:
	}
	return tx.Commit(ctx)
}

// signalled waits in its goroutine for the commit or the end.
func (s *service) signalled(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	committed := make(chan struct{})
	go func() {
		select {
		case <-committed:
			_ = s.send(ctx)
		case <-ctx.Done():
		}
	}()
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	close(committed)
	return nil
}

// unsignalled does its work at once.
func (s *service) unsignalled(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.send(ctx) // want "error: event is published before"
	}()
	<-done
	return tx.Commit(ctx)
}
