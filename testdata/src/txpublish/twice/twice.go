// Package twice publishes several times in one transaction: each call is a mistake of its own.
package twice

import (
	"context"
	"database/sql"

	"github.com/rabbitmq/amqp091-go"
)

type reporter struct{ ch *amqp091.Channel }

// created says itself what the event is.
func (r *reporter) created(ctx context.Context, id string) error {
	return r.ch.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: id, Body: []byte(`{"created": true}`)})
}

type service struct {
	db       *sql.DB
	reporter *reporter
}

func (s *service) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *service) both(ctx context.Context) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.reporter.created(ctx, "1"); err != nil { // want "error: event is published before the transaction commits"
			return err
		}
		return s.reporter.created(ctx, "2") // want "error: event is published before the transaction commits"
	})
}

// stepwise does the same in a function of its own, which nobody calls outside of a transaction.
func (s *service) stepwise(ctx context.Context) error {
	return s.inTx(ctx, func(tx *sql.Tx) error { return s.steps(ctx) }) // want "error: event is published before the transaction commits"
}

func (s *service) steps(ctx context.Context) error {
	if err := s.reporter.created(ctx, "1"); err != nil {
		return err
	}
	return s.reporter.created(ctx, "2")
}

func (s *service) after(ctx context.Context) error {
	if err := s.inTx(ctx, func(tx *sql.Tx) error { return nil }); err != nil {
		return err
	}
	if err := s.reporter.created(ctx, "1"); err != nil {
		return err
	}
	return s.reporter.created(ctx, "2")
}
