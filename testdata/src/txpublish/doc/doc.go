// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
)

type orderPlacedV1 struct {
	EventID string
	OrderID string
}

type shop struct {
	pool   *pgxpool.Pool
	writer *kafka.Writer
}

func (s *shop) bad(ctx context.Context, e orderPlacedV1) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", e.OrderID); err != nil {
		return err
	}
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if err := s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: body}); err != nil { // want "error: event is published before the transaction commits"
		return err
	}
	return tx.Commit(ctx)
}

func (s *shop) good(ctx context.Context, e orderPlacedV1) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", e.OrderID); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: body})
}
