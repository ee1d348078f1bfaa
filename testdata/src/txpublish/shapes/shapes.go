// Package shapes has the forms in which transactions and publishes meet.
package shapes

import (
	"context"
	"database/sql"
	"errors"

	"txpublish/bus"
	"txpublish/uow"
)

type service struct {
	db   *sql.DB
	unit *uow.Unit
	bus  *bus.Producer
	hook func(ctx context.Context) error
}

func newService(db *sql.DB, u *uow.Unit, b *bus.Producer) *service {
	s := &service{db: db, unit: u, bus: b}
	s.hook = func(ctx context.Context) error { return b.Send(ctx, "t.v1", nil) }
	return s
}

func (s *service) pair(ctx context.Context) (err error) {
	ctx, err = s.unit.Begin(ctx)
	if err != nil {
		return err
	}
	if err := s.bus.Send(ctx, "t.v1", nil); err != nil { // want "error: event is published before"
		return errors.Join(err, s.unit.End(ctx, err))
	}
	return s.unit.End(ctx, nil)
}

func (s *service) pairAfter(ctx context.Context) error {
	ctx, err := s.unit.Begin(ctx)
	if err != nil {
		return err
	}
	if err := s.unit.End(ctx, nil); err != nil {
		return err
	}
	return s.bus.Send(ctx, "t.v1", nil)
}

func (s *service) field(ctx context.Context) error {
	session := uow.NewSession(s.db)
	if err := session.Start(ctx); err != nil {
		return err
	}
	if err := s.bus.Send(ctx, "t.v1", nil); err != nil { // want "error: event is published before"
		return err
	}
	return session.Finish()
}

func (s *service) fieldAfter(ctx context.Context) error {
	session := uow.NewSession(s.db)
	if err := session.Start(ctx); err != nil {
		return err
	}
	if err := session.Finish(); err != nil {
		return err
	}
	return s.bus.Send(ctx, "t.v1", nil)
}

func (s *service) goroutine(ctx context.Context) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		go func() {
			_ = s.bus.Send(ctx, "t.v1", nil) // want "error: event is published before"
		}()
		return nil
	})
}

func (s *service) plain(ctx context.Context) error {
	return s.unit.Plain(ctx, func(ctx context.Context) error {
		return s.bus.Send(ctx, "t.v1", nil)
	})
}

func (s *service) beginFailed(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return s.bus.Send(ctx, "failed.v1", nil) // nothing is open here
	}
	return tx.Commit()
}

func (s *service) rolledBack(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	if err := tx.Rollback(); err != nil {
		return err
	}
	return s.bus.Send(ctx, "t.v1", nil)
}

func (s *service) inLoop(ctx context.Context, ids []string) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for range ids {
		if err := bus.Must(ctx, s.bus, "t.v1", nil); err != nil { // want "error: event is published before"
			return err
		}
	}
	return tx.Commit()
}

func (s *service) functionField(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.hook(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) deferred(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer s.bus.Send(ctx, "t.v1", nil) // runs last, when the transaction is over
	return tx.Commit()
}

func (s *service) deferredInside(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	defer s.bus.Send(ctx, "t.v1", nil) // want "error: event is published before"
	return nil
}

func (s *service) readOnly(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return s.bus.Send(ctx, "t.v1", nil)
}

// inTx takes the transaction: whoever calls it holds one.
func (s *service) inTx(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
		return err
	}
	return s.bus.Send(ctx, "t.v1", nil)
}

func (s *service) handsOver(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.inTx(ctx, tx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

// nobodyCalls is told of itself: its parameter is an open transaction.
func (s *service) nobodyCalls(ctx context.Context, tx *sql.Tx) error {
	return s.bus.Send(ctx, "t.v1", nil) // want "error: event is published before"
}

// finishes ends its caller's transaction before it publishes.
func (s *service) finishes(ctx context.Context, tx *sql.Tx) error {
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.bus.Send(ctx, "t.v1", nil)
}

func (s *service) letsFinish(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	return s.finishes(ctx, tx)
}

func (s *service) recursive(ctx context.Context, n int) error {
	if n == 0 {
		return s.bus.Send(ctx, "t.v1", nil)
	}
	return s.recursive(ctx, n-1)
}

func (s *service) callsRecursive(ctx context.Context) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		return s.recursive(ctx, 3) // want "error: event is published before"
	})
}

type list[T any] struct{ items []T }

func (l list[T]) each(fn func(T) error) error {
	for _, x := range l.items {
		if err := fn(x); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) generic(ctx context.Context, l list[string]) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	err = l.each(func(string) error {
		return s.bus.Send(ctx, "t.v1", nil) // want "error: event is published before"
	})
	if err != nil {
		return err
	}
	return tx.Commit()
}

func (s *service) genericOutside(ctx context.Context, l list[string]) error {
	return l.each(func(string) error {
		return s.bus.Send(ctx, "t.v1", nil)
	})
}
