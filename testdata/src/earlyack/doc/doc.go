// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"

	"github.com/rabbitmq/amqp091-go"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, order string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order)
	return err
}

func (s *shop) bad(ctx context.Context, deliveries <-chan amqp091.Delivery) error {
	for d := range deliveries {
		if err := d.Ack(false); err != nil { // want "error: message is settled before the work on it is done, so it is lost if that fails"
			return err
		}
		if err := s.save(ctx, string(d.Body)); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) good(ctx context.Context, deliveries <-chan amqp091.Delivery) error {
	for d := range deliveries {
		if err := s.save(ctx, string(d.Body)); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}
