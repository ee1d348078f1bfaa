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

func (s *shop) bad(ctx context.Context, orderID string, event []byte) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", orderID); err != nil {
		return err
	}
	_ = tx.Commit(ctx)
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit whose error is not checked"
}

func (s *shop) good(ctx context.Context, orderID string, event []byte) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", orderID); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event})
}
