// Package fixes has commits whose error can be returned where it is dropped, and others where that would change more than the mistake.
package fixes

import (
	"context"
	"database/sql"
	"sync"

	"github.com/segmentio/kafka-go"
)

type item struct {
	mu     sync.Mutex
	done   bool
	writer *kafka.Writer
}

func one(ctx context.Context, tx *sql.Tx, w *kafka.Writer, event []byte) error {
	tx.Commit()
	return w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
}

func called(ctx context.Context, tx *sql.Tx, w *kafka.Writer, event []byte) (failed error) {
	if event != nil {
		_ = tx.Commit()                                                                               // it will be fine
		if err := w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}); err != nil { // want "error: event is published after a commit"
			return err
		}
	}
	return nil
}

func own(ctx context.Context, tx *sql.Tx, i *item, event []byte) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	sent := false
	tx.Commit()
	sent = true
	if sent {
		return i.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
	}
	return nil
}

// The lock would stay.
func unlocks(ctx context.Context, tx *sql.Tx, i *item, event []byte) error {
	i.mu.Lock()
	tx.Commit()
	err := i.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
	i.mu.Unlock()
	return err
}

// Others would not see it.
func stores(ctx context.Context, tx *sql.Tx, i *item, event []byte) error {
	tx.Commit()
	i.done = true
	return i.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
}

func signals(ctx context.Context, tx *sql.Tx, i *item, done chan bool, event []byte) error {
	tx.Commit()
	done <- true
	return i.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
}

// There is nothing to return the error with.
func none(ctx context.Context, tx *sql.Tx, w *kafka.Writer, event []byte) {
	tx.Commit()
	w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
}

func two(ctx context.Context, tx *sql.Tx, w *kafka.Writer, event []byte) (int, error) {
	tx.Commit()
	return 1, w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
}

// The others would not be committed.
func several(ctx context.Context, txs []*sql.Tx, w *kafka.Writer, event []byte) error {
	for _, tx := range txs {
		tx.Commit()
		if err := w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}); err != nil { // want "error: event is published after a commit"
			return err
		}
	}
	return nil
}

// The commit is no statement of its own.
func initial(ctx context.Context, tx *sql.Tx, w *kafka.Writer, event []byte) error {
	if tx.Commit(); event != nil {
		return w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}) // want "error: event is published after a commit"
	}
	return nil
}

// Both are told, and neither is the only one.
func both(ctx context.Context, tx *sql.Tx, w *kafka.Writer, event []byte) error {
	tx.Commit()
	if err := w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}); err != nil { // want "error: event is published after a commit"
		return err
	}
	return w.WriteMessages(ctx, kafka.Message{Topic: "audit.v1", Value: event}) // want "error: event is published after a commit"
}
