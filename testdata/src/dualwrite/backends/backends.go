// Package backends keeps the states of tasks in one of several backends.
package backends

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"

	"github.com/rabbitmq/amqp091-go"
)

type task struct{ ID, Group, State string }

// backend is made once, of one kind.
type backend interface {
	setState(ctx context.Context, t task) error
	close(ctx context.Context, t task) error
}

type queues struct{ ch *amqp091.Channel }

func (q *queues) setState(ctx context.Context, t task) error {
	body, err := json.Marshal(t)
	if err != nil {
		return err
	}
	return q.ch.PublishWithContext(ctx, "", "tasks."+t.ID, true, false, amqp091.Publishing{Body: body})
}

func (q *queues) close(context.Context, task) error { return nil }

type rows struct{ db *sql.DB }

func (r *rows) setState(ctx context.Context, t task) error {
	_, err := r.db.ExecContext(ctx, "SELECT set_state($1, $2)", t.ID, t.State)
	return err
}

func (r *rows) close(ctx context.Context, t task) error {
	_, err := r.db.ExecContext(ctx, "UPDATE groups SET closed = true WHERE id = $1 AND task = $2", t.Group, t.ID)
	return err
}

func newBackend(ch *amqp091.Channel, db *sql.DB) backend {
	if db == nil {
		return &queues{ch}
	}
	return &rows{db}
}

func main() {
	b := newBackend(nil, nil)
	ctx := context.Background()
	if err := succeed(ctx, b, task{ID: "1"}); err != nil {
		log.Print(err)
	}
	if err := register(ctx, newStore(nil, nil), task{ID: "1"}); err != nil {
		log.Print(err)
	}
}

// succeed publishes with one kind of backend, and writes with the other one.
func succeed(ctx context.Context, b backend, t task) error {
	if err := b.setState(ctx, t); err != nil {
		return err
	}
	return b.close(ctx, t)
}

// store is made once, and one kind does both.
type store interface {
	announce(ctx context.Context, t task) error
	save(ctx context.Context, t task) error
}

type both struct {
	queues
	rows
}

func (b *both) announce(ctx context.Context, t task) error { return b.queues.setState(ctx, t) }

func (b *both) save(ctx context.Context, t task) error { return b.rows.close(ctx, t) }

type plain struct{ rows }

func (p *plain) announce(context.Context, task) error { return nil }

func (p *plain) save(ctx context.Context, t task) error { return p.close(ctx, t) }

func newStore(ch *amqp091.Channel, db *sql.DB) store {
	if ch == nil {
		return &plain{rows{db}}
	}
	return &both{queues{ch}, rows{db}}
}

func register(ctx context.Context, s store, t task) error {
	if err := s.announce(ctx, t); err != nil { // want "event is published before the write it tells of"
		return err
	}
	return s.save(ctx, t)
}
