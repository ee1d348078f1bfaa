// Package generic has interfaces with type parameters.
package generic

import (
	"context"
	"database/sql"

	"github.com/segmentio/kafka-go"
)

type queries struct{ tx *sql.Tx }

func (q *queries) create(ctx context.Context, id string) error {
	_, err := q.tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

// unit runs functions in a transaction, and gives them a repository.
type unit[R any] interface {
	Do(ctx context.Context, f func(R) error) error
}

type database struct{ db *sql.DB }

func (d database) Do(ctx context.Context, f func(*queries) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(&queries{tx}); err != nil {
		return err
	}
	return tx.Commit()
}

type shop struct {
	unit   unit[*queries]
	writer *kafka.Writer
}

func newShop(db *sql.DB, w *kafka.Writer) *shop { return &shop{unit: database{db}, writer: w} }

func (s *shop) within(ctx context.Context, id string) error {
	return s.unit.Do(ctx, func(q *queries) error {
		if err := q.create(ctx, id); err != nil {
			return err
		}
		return s.writer.WriteMessages(ctx, kafka.Message{Key: []byte(id), Value: []byte(id)}) // want "error: event is published before the transaction commits"
	})
}

func (s *shop) after(ctx context.Context, id string) error {
	if err := s.unit.Do(ctx, func(q *queries) error { return q.create(ctx, id) }); err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Key: []byte(id), Value: []byte(id)})
}

// sink is what generic code publishes through.
type sink[E any] interface {
	Put(ctx context.Context, e E) error
}

type placed struct{ ID string }

type topic[E any] struct {
	writer *kafka.Writer
	encode func(E) []byte
}

func (t *topic[E]) Put(ctx context.Context, e E) error {
	return t.writer.WriteMessages(ctx, kafka.Message{Value: t.encode(e)})
}

type stock struct {
	db   *sql.DB
	sink sink[placed]
}

func newStock(db *sql.DB, w *kafka.Writer) *stock {
	return &stock{db: db, sink: &topic[placed]{w, func(e placed) []byte { return []byte(e.ID) }}}
}

func (s *stock) before(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE stock SET reserved = reserved + 1 WHERE id = $1", id); err != nil {
		return err
	}
	if err := s.sink.Put(ctx, placed{id}); err != nil { // want "error: event is published before the transaction commits"
		return err
	}
	return tx.Commit()
}

// memory keeps what it is given, of another type.
type memory struct{ kept []int }

func (m *memory) Put(ctx context.Context, n int) error {
	m.kept = append(m.kept, n)
	return nil
}

type counter struct {
	db   *sql.DB
	sink sink[int]
}

func newCounter(db *sql.DB) *counter { return &counter{db: db, sink: &memory{}} }
