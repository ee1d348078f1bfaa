// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
)

type shop struct {
	pool   *pgxpool.Pool
	writer *kafka.Writer
}

func (s *shop) bad(ctx context.Context, orderID string) error {
	event := kafka.Message{Topic: "orders.v1", Value: []byte(orderID)}
	if err := s.writer.WriteMessages(ctx, event); err != nil { // want "warning: event is published before the write it tells of"
		return err
	}
	_, err := s.pool.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", orderID)
	return err
}

func (s *shop) good(ctx context.Context, orderID string) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", orderID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO outbox (topic, body) VALUES ('orders.v1', $1)", orderID); err != nil {
		return err
	}
	return tx.Commit(ctx)
}
