// Package predicates has loops that ask a function of their own what an error means.
package predicates

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/rabbitmq/amqp091-go"
)

var errStopped = errors.New("stopped")

type unit struct{ db *sql.DB }

func (u *unit) do(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	tx, err := u.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

type sqlError struct{ code string }

func (e *sqlError) Error() string { return e.code }

func code(err error) (string, bool) {
	var e *sqlError
	if !errors.As(err, &e) {
		return "", false
	}
	return e.code, true
}

func conflict(err error) bool {
	c, ok := code(err)
	return ok && (c == "40001" || c == "40P01")
}

type conflicting interface{ Conflict() bool }

// settled says that there is nothing to do again.
func settled(err error) bool {
	if err == nil {
		return true
	}
	c, ok := err.(conflicting)
	return !ok || !c.Conflict()
}

func stopped(err error) bool { return errors.Is(err, errStopped) }

// again runs fn until it meets no conflict.
func (u *unit) again(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	var err error
	for range 3 {
		if err = u.do(ctx, fn); !conflict(err) {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

// untilSettled runs fn until it is settled.
func (u *unit) untilSettled(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	for {
		err := u.do(ctx, fn)
		if settled(err) {
			return err
		}
	}
}

// forEver runs fn anew after each success: it ends when fn says so.
func (u *unit) forEver(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	for {
		if err := u.do(ctx, fn); stopped(err) {
			return nil
		}
	}
}

type service struct {
	unit *unit
	amqp *amqp091.Channel
}

func (s *service) publish(ctx context.Context) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1"})
}

func (s *service) place(ctx context.Context) error {
	return s.unit.again(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
			return err
		}
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (s *service) move(ctx context.Context) error {
	return s.unit.untilSettled(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return s.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

// placeAfter publishes when the transaction is over.
func (s *service) placeAfter(ctx context.Context) error {
	err := s.unit.again(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true")
		return err
	})
	if err != nil {
		return err
	}
	return s.publish(ctx)
}

// poll does something else each time: another rule tells of it.
func (s *service) poll(ctx context.Context) error {
	return s.unit.forEver(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.publish(ctx) })
}
