// Package handover keeps functions until the transaction has committed.
package handover

import (
	"context"
	"database/sql"

	"github.com/segmentio/kafka-go"
)

type key struct{}

// unit hands what it keeps to the unit around it: that commits last.
type unit struct {
	context.Context
	tx    *sql.Tx
	hooks []func()
}

func (u *unit) Value(k any) any {
	if k == (key{}) {
		return u
	}
	return u.Context.Value(k)
}

func (u *unit) add(hooks ...func()) { u.hooks = append(u.hooks, hooks...) }

func (u *unit) done() {
	if parent, ok := u.Context.Value(key{}).(*unit); ok {
		parent.add(u.hooks...)
		return
	}
	for _, hook := range u.hooks {
		hook()
	}
}

// eager runs what it keeps whatever is around it.
type eager struct {
	context.Context
	hooks []func()
}

func (e *eager) add(hooks ...func()) { e.hooks = append(e.hooks, hooks...) }

func (e *eager) done() {
	for _, hook := range e.hooks {
		hook()
	}
}

type orders struct {
	db *sql.DB
	w  *kafka.Writer
}

func (o *orders) in(ctx context.Context, do func(u *unit) error) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	u := &unit{Context: ctx, tx: tx}
	if err := do(u); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	u.done()
	return nil
}

func (o *orders) inEager(ctx context.Context, do func(e *eager) error) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	e := &eager{Context: ctx}
	if err := do(e); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	e.done()
	return nil
}

func (o *orders) place(ctx context.Context) error {
	return o.in(ctx, func(u *unit) error {
		u.add(func() { _ = o.w.WriteMessages(u, kafka.Message{Value: []byte("placed")}) })
		return nil
	})
}

func (o *orders) placeAll(ctx context.Context, n int) error {
	return o.in(ctx, func(u *unit) error {
		for range n {
			if err := o.place(u); err != nil {
				return err
			}
		}
		return nil
	})
}

func (o *orders) ship(ctx context.Context) error {
	return o.inEager(ctx, func(e *eager) error {
		e.add(func() { _ = o.w.WriteMessages(e, kafka.Message{Value: []byte("shipped")}) })
		return nil
	})
}

func (o *orders) shipAll(ctx context.Context, n int) error {
	return o.inEager(ctx, func(e *eager) error {
		for range n {
			if err := o.ship(e); err != nil { // want "event is published before the transaction commits"
				return err
			}
		}
		return nil
	})
}
