package decorators

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
)

type handle func(ctx context.Context, event string) error

func with(name string, h handle) handle {
	return func(ctx context.Context, event string) error { return h(ctx, name+event) }
}

// chain wraps a function as often as it has names.
func chain(ctx context.Context, pool *pgxpool.Pool, w *kafka.Writer, names []string) error {
	h := handle(func(ctx context.Context, event string) error {
		return w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(event)}) // want "error: event is published before the transaction commits"
	})
	for _, name := range names {
		h = with(name, h)
	}
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", "1"); err != nil {
		return err
	}
	if err := h(ctx, "1"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}
