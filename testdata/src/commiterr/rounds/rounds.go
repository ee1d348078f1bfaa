// Package rounds publishes and commits in loops.
package rounds

import (
	"context"
	"database/sql"
	"log"

	"github.com/segmentio/kafka-go"
)

type relay struct {
	db *sql.DB
	w  *kafka.Writer
}

type batch struct {
	id   int
	rows []string
}

// run publishes the next batch whatever became of the last one's commit: what was not marked is published again.
func (r *relay) run(ctx context.Context, batches <-chan batch) {
	for b := range batches {
		for _, row := range b.rows {
			if err := r.w.WriteMessages(ctx, kafka.Message{Value: []byte(row)}); err != nil {
				log.Print(err)
			}
		}
		r.mark(ctx, b)
	}
}

func (r *relay) mark(ctx context.Context, b batch) {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return
	}
	if _, err := tx.ExecContext(ctx, "UPDATE outbox SET sent = true WHERE batch = $1", b.id); err != nil {
		_ = tx.Rollback()
		return
	}
	if err := tx.Commit(); err != nil {
		log.Printf("commit batch %d: %v", b.id, err)
	}
}

// place commits and publishes in the same round.
func (r *relay) place(ctx context.Context, batches <-chan batch) {
	for b := range batches {
		tx, err := r.db.BeginTx(ctx, nil)
		if err != nil {
			return
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", b.id); err != nil {
			_ = tx.Rollback()
			continue
		}
		if err := tx.Commit(); err != nil {
			log.Printf("commit order %d: %v", b.id, err)
		}
		if err := r.w.WriteMessages(ctx, kafka.Message{Value: []byte("placed")}); err != nil { // want "event is published after a commit whose error is not checked"
			log.Print(err)
		}
	}
}
