// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"log"

	"github.com/rabbitmq/amqp091-go"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, order string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order)
	return err
}

func (s *shop) bad(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := s.save(ctx, string(d.Body)); err != nil { // want "error: failure to handle the message is dropped, so the message counts as handled and is lost"
			log.Print(err)
		}
		d.Ack(false)
	}
}

func (s *shop) good(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := s.save(ctx, string(d.Body)); err != nil {
			log.Print(err)
			d.Nack(false, true) // it comes again
			continue
		}
		d.Ack(false)
	}
}
