// Package doc holds the example of the documentation.
package doc

import (
	"context"

	crdbpgx "github.com/cockroachdb/cockroach-go/v2/crdb/crdbpgxv5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
)

type shop struct {
	pool   *pgxpool.Pool
	writer *kafka.Writer
}

func (s *shop) bad(ctx context.Context, orderID string, event []byte) error {
	return crdbpgx.ExecuteTx(ctx, s.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", orderID); err != nil {
			return err
		}
		return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published in a transaction that can run again"
	})
}

func (s *shop) good(ctx context.Context, orderID string, event []byte) error {
	err := crdbpgx.ExecuteTx(ctx, s.pool, pgx.TxOptions{}, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", orderID)
		return err
	})
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event})
}
