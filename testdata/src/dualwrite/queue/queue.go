// Package queue has a bus that is a broker here and a table there.
package queue

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
)

type queue interface {
	Send(ctx context.Context, topic, body string) error
}

type broker struct{ w *kafka.Writer }

func (b broker) Send(ctx context.Context, topic, body string) error {
	return b.w.WriteMessages(ctx, kafka.Message{Topic: topic, Value: []byte(body)})
}

type rows struct{ pool *pgxpool.Pool }

func (r rows) Send(ctx context.Context, topic, body string) error {
	_, err := r.pool.Exec(ctx, "INSERT INTO messages (topic, body) VALUES ($1, $2)", topic, body)
	return err
}

func open(pool *pgxpool.Pool, w *kafka.Writer, kafka bool) queue {
	if kafka {
		return broker{w}
	}
	return rows{pool}
}

type shop struct {
	pool *pgxpool.Pool
	q    queue
}

func wire(pool *pgxpool.Pool, w *kafka.Writer, kafka bool) *shop {
	return &shop{pool, open(pool, w, kafka)}
}

func (s *shop) twoEvents(ctx context.Context, order string) error {
	if err := s.q.Send(ctx, "orders.v1", order); err != nil {
		return err
	}
	return s.q.Send(ctx, "mails.v1", order)
}

func (s *shop) place(ctx context.Context, order string) error {
	if _, err := s.pool.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", order); err != nil {
		return err
	}
	return s.q.Send(ctx, "orders.v1", order) // want "info: event is published after the write with no outbox"
}
