// Package pairs writes and publishes in one function.
package pairs

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
)

type order struct {
	ID     string
	UserID string
	Total  int
}

type placed struct {
	OrderID string `json:"order_id"`
	Total   int    `json:"total"`
}

type service struct {
	db    *sql.DB
	pool  *pgxpool.Pool
	cache *redis.Client
	w     *kafka.Writer
}

func message(v any) kafka.Message {
	body, _ := json.Marshal(v)
	return kafka.Message{Topic: "orders.v1", Value: body}
}

func (s *service) insertThenPublish(ctx context.Context, o order) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id, total) VALUES ($1, $2)", o.ID, o.Total); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID, Total: o.Total})) // want "info: event is published after the write"
}

func (s *service) publishThenInsert(ctx context.Context, o order) error {
	if err := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID, Total: o.Total})); err != nil { // want "warning: event is published before the write"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id, total) VALUES ($1, $2)", o.ID, o.Total)
	return err
}

// The row that the database returns is what is told.
func (s *service) returning(ctx context.Context, o order) error {
	var id string
	if err := s.pool.QueryRow(ctx, "INSERT INTO orders (total) VALUES ($1) RETURNING id", o.Total).Scan(&id); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: id})) // want "info: event is published after the write"
}

// A write that nobody hears of.
func (s *service) readThenPublish(ctx context.Context, id string) error {
	var total int
	if err := s.db.QueryRowContext(ctx, "SELECT total FROM orders WHERE id = $1", id).Scan(&total); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: id, Total: total}))
}

// A cache is no source of truth.
func (s *service) cached(ctx context.Context, o order) error {
	if err := s.cache.Set(ctx, o.ID, o.Total, time.Hour).Err(); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID, Total: o.Total}))
}

// The session is another thing than the order.
func (s *service) session(ctx context.Context, session string, o order) error {
	if _, err := s.db.ExecContext(ctx, "UPDATE sessions SET seen_at = now() WHERE id = $1", session); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID}))
}

// What was done is recorded for the auditors; the event does not tell of that.
func (s *service) audited(ctx context.Context, o order) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO audit_log (order_id, action) VALUES ($1, 'shipped')", o.ID); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID}))
}

func (s *service) publishedThenAudited(ctx context.Context, o order) error {
	if err := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO audit_log (order_id, action) VALUES ($1, 'published')", o.ID)
	return err
}

// The failed write is what is told.
func (s *service) tellsOfFailure(ctx context.Context, o order) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		if perr := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})); perr != nil {
			log.Print(perr)
		}
		return err
	}
	return nil
}

// Nothing is told if the row was there already, which is a write nevertheless.
func (s *service) conditional(ctx context.Context, o order) error {
	if o.Total > 0 {
		if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
			return err
		}
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})) // want "info: event is published after the write"
}

// One or the other.
func (s *service) eitherOr(ctx context.Context, o order) error {
	if o.Total == 0 {
		_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID)
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID}))
}

// The event waits in the outbox, in the transaction of the data.
func (s *service) outbox(ctx context.Context, o order) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO outbox (topic, body) VALUES ('orders.v1', $1)", o.ID); err != nil {
		return err
	}
	return tx.Commit()
}

// ... and is also published at once: the relay repeats what is lost here.
func (s *service) outboxAndPublish(ctx context.Context, o order) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO outbox (topic, body) VALUES ('orders.v1', $1)", o.ID); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if err := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})); err != nil {
		log.Print(err)
	}
	return nil
}

// Without the outbox the same is a dual write.
func (s *service) commitThenPublish(ctx context.Context, o order) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO lines (order_id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})) // want "info: event is published after the write"
}

// Postgres tells listeners when the transaction commits.
func (s *service) notify(ctx context.Context, o order) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "SELECT pg_notify('orders', $1)", o.ID)
	return err
}

// The database says no, so what was published is taken back: the first event was out all the same.
func (s *service) compensated(ctx context.Context, o order) error {
	if err := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})); err != nil { // want "warning: event is published before the write"
		return err
	}
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		if perr := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID, Total: -1})); perr != nil {
			return perr
		}
		return err
	}
	return nil
}

// Published meanwhile.
func (s *service) inGoroutine(ctx context.Context, o order) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	go func() { // want "info: event is published after the write"
		if err := s.w.WriteMessages(ctx, message(placed{OrderID: o.ID})); err != nil {
			log.Print(err)
		}
	}()
	return nil
}
