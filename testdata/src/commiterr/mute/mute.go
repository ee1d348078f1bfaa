// Package mute has functions that commit a transaction of their own and keep to themselves whether that worked.
package mute

import (
	"context"
	"database/sql"
	"errors"
	"log"

	"github.com/rabbitmq/amqp091-go"
)

type service struct {
	db   *sql.DB
	amqp *amqp091.Channel
}

func (s *service) tell(ctx context.Context, id string) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: id, Body: []byte(id)})
}

// deferred drops what the commit says.
func (s *service) deferred(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Commit()
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true WHERE id = $1", id)
	return err
}

func (s *service) afterDeferred(ctx context.Context, id string) error {
	if err := s.deferred(ctx, id); err != nil {
		return err
	}
	return s.tell(ctx, id) // want "error: event is published after a commit"
}

// passedOn is one call further up.
func (s *service) passedOn(ctx context.Context, id string) error {
	log.Print(id)
	return s.deferred(ctx, id)
}

func (s *service) afterPassedOn(ctx context.Context, id string) error {
	if err := s.passedOn(ctx, id); err != nil {
		return err
	}
	return s.tell(ctx, id) // want "error: event is published after a commit"
}

// afterAnother tells of something else.
func (s *service) afterAnother(ctx context.Context, id string) error {
	if err := s.deferred(ctx, "statistics"); err != nil {
		return err
	}
	return s.tell(ctx, id)
}

// told sets its result in the deferred function.
func (s *service) told(ctx context.Context, id string) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tx.Commit()) }()
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true WHERE id = $1", id)
	return err
}

func (s *service) afterTold(ctx context.Context, id string) error {
	if err := s.told(ctx, id); err != nil {
		return err
	}
	return s.tell(ctx, id)
}

// counted only reads: its commit has nothing to lose.
func (s *service) counted(ctx context.Context, id string) (int, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Commit()
	var n int
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM orders WHERE id = $1", id).Scan(&n)
	return n, err
}

func (s *service) afterCounted(ctx context.Context, id string) error {
	if n, err := s.counted(ctx, id); err != nil || n == 0 {
		return err
	}
	return s.tell(ctx, id)
}

// logged writes the failure down.
func (s *service) logged(ctx context.Context, id string) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true WHERE id = $1", id); err != nil {
		tx.Rollback()
		return
	}
	if err := tx.Commit(); err != nil {
		log.Print(err)
	}
}

func (s *service) afterLogged(ctx context.Context, id string) error {
	s.logged(ctx, id)
	return s.tell(ctx, id) // want "error: event is published after a commit"
}

// optional does a step that may fail before the one that counts.
func (s *service) optional(ctx context.Context, id string) error {
	if err := s.told(ctx, id); err != nil {
		log.Print(err)
	}
	return s.told(ctx, id)
}

func (s *service) mayFail(ctx context.Context, id string) {
	if err := s.told(ctx, id); err != nil {
		log.Print(err)
	}
}

func (s *service) afterOptional(ctx context.Context, id string) error {
	s.mayFail(ctx, id)
	if err := s.optional(ctx, id); err != nil {
		return err
	}
	return s.tell(ctx, id)
}
