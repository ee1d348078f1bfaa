// Package relay has what forwards an outbox, and what only resembles it.
package relay

import (
	"context"
	"database/sql"

	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

type row struct {
	ID    int64
	Topic string
	Body  []byte
}

// OutboxMessage is a row of the outbox.
type OutboxMessage struct{ row }

type relay struct {
	db     *sql.DB
	orm    *gorm.DB
	writer *kafka.Writer
}

const pending = `SELECT id, topic, body FROM outbox_messages WHERE sent_at IS NULL ORDER BY id LIMIT 50 FOR UPDATE SKIP LOCKED`

// once forwards a batch while it holds the rows.
func (r *relay) once(ctx context.Context) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	rows, err := r.load(ctx, tx)
	if err != nil {
		return err
	}
	for _, m := range rows {
		if err := r.forward(ctx, m); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE outbox_messages SET sent_at = now() WHERE id = $1", m.ID); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (r *relay) load(ctx context.Context, tx *sql.Tx) ([]row, error) {
	rows, err := tx.QueryContext(ctx, pending)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []row
	for rows.Next() {
		var m row
		if err := rows.Scan(&m.ID, &m.Topic, &m.Body); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

func (r *relay) forward(ctx context.Context, m row) error {
	return r.writer.WriteMessages(ctx, kafka.Message{Topic: m.Topic, Value: m.Body})
}

// gorm forwards what it finds by type.
func (r *relay) gorm(ctx context.Context) error {
	return r.orm.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		var rows []OutboxMessage
		if err := tx.Where("sent_at IS NULL").Find(&rows).Error; err != nil {
			return err
		}
		for _, m := range rows {
			if err := r.forward(ctx, m.row); err != nil {
				return err
			}
		}
		return nil
	})
}

// orders reads orders, not an outbox: it publishes what it may roll back.
func (r *relay) orders(ctx context.Context) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, "SELECT id FROM orders WHERE placed_at IS NULL FOR UPDATE")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var m row
		if err := rows.Scan(&m.ID); err != nil {
			return err
		}
		if err := r.forward(ctx, m); err != nil { // want "error: event is published before"
			return err
		}
	}
	return tx.Commit()
}
