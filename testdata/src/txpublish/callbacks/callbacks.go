// Package callbacks has publishes that are called by another name: as values, through fields, promoted, by range.
package callbacks

import (
	"context"
	"database/sql"
	"iter"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"

	"txpublish/bus"
)

// events publishes; service embeds it.
type events struct{ bus *bus.Producer }

func (e *events) placed(ctx context.Context) error { return e.bus.Send(ctx, "orders.v1", nil) }

type notify func(ctx context.Context) error

func (n notify) call(ctx context.Context) error { return n(ctx) }

type service struct {
	*events
	db     *sql.DB
	pool   *pgxpool.Pool
	writer *kafka.Writer
	onDone func(ctx context.Context) error
	audit  func(ctx context.Context) error
	table  map[string]func(ctx context.Context) error
}

func newService(db *sql.DB, e *events) *service {
	s := &service{events: e, db: db, audit: func(context.Context) error { return nil }}
	s.onDone = e.placed
	s.table = map[string]func(ctx context.Context) error{"placed": e.placed}
	return s
}

func (s *service) promoted(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.placed(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) promotedAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.placed(ctx)
}

func (s *service) field(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.onDone(ctx) // want "error: event is published before"
	})
}

// otherField holds a function that publishes nothing.
func (s *service) otherField(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return s.audit(ctx) })
}

func (s *service) fieldAfter(ctx context.Context) error {
	if err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return s.audit(ctx) }); err != nil {
		return err
	}
	return s.onDone(ctx)
}

func (s *service) fromTable(ctx context.Context, name string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		fn, ok := s.table[name]
		if !ok {
			return nil
		}
		return fn(ctx) // want "error: event is published before"
	})
}

func (s *service) value(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	fn := s.placed
	if err := fn(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

// libraryValue is the library's own method.
func (s *service) libraryValue(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	write := s.writer.WriteMessages
	if err := write(ctx, kafka.Message{Topic: "orders.v1"}); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) named(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := notify(s.placed).call(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

// with calls what it is given while its transaction is open.
func (s *service) with(ctx context.Context, fn func(context.Context) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(ctx); err != nil {
		return err
	}
	return tx.Commit()
}

// after calls what it is given when the transaction is over.
func (s *service) after(ctx context.Context, fn func(context.Context) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return fn(ctx)
}

func (s *service) handsOver(ctx context.Context) error {
	return s.with(ctx, func(ctx context.Context) error {
		return s.placed(ctx) // want "error: event is published before"
	})
}

func (s *service) handsOverAfter(ctx context.Context) error {
	return s.after(ctx, func(ctx context.Context) error { return s.placed(ctx) })
}

// handsOn wraps the function on the way.
func (s *service) handsOn(ctx context.Context) error {
	return s.with(ctx, logged(func(ctx context.Context) error {
		return s.placed(ctx) // want "error: event is published before"
	}))
}

func logged(fn func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error { return fn(ctx) }
}

func (s *service) handsOnAfter(ctx context.Context) error {
	return s.after(ctx, logged(func(ctx context.Context) error { return s.placed(ctx) }))
}

// rows is a range-over-func iterator with a transaction around its body.
func (s *service) rows(ctx context.Context) iter.Seq[string] {
	return func(yield func(string) bool) {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return
		}
		defer tx.Rollback()
		yield("1")
	}
}

func (s *service) ranges(ctx context.Context) {
	for range s.rows(ctx) {
		_ = s.placed(ctx) // want "error: event is published before"
	}
}

// list has all rows before the first is handled.
func (s *service) list(ctx context.Context) ([]string, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	return []string{"1"}, tx.Commit()
}

func (s *service) rangesList(ctx context.Context) error {
	ids, err := s.list(ctx)
	if err != nil {
		return err
	}
	for range ids {
		if err := s.placed(ctx); err != nil {
			return err
		}
	}
	return nil
}

// insideRange has its transaction around a range-over-func.
func (s *service) insideRange(ctx context.Context, ids iter.Seq[string]) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for range ids {
		if err := s.placed(ctx); err != nil { // want "error: event is published before"
			return err
		}
	}
	return tx.Commit()
}

// repo is generic: what it does to its rows depends on what it is given.
type repo[T any] struct {
	db    *sql.DB
	after func(context.Context, T) error
}

func (r *repo[T]) save(ctx context.Context, row T) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders VALUES ($1)", row); err != nil {
		return err
	}
	return tx.Commit()
}

func (r *repo[T]) saveWith(ctx context.Context, row T, fn func(context.Context, T) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(ctx, row); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *service) generic(ctx context.Context, r *repo[string]) error {
	if err := r.save(ctx, "1"); err != nil {
		return err
	}
	return s.placed(ctx)
}

func (s *service) genericInside(ctx context.Context, r *repo[string]) error {
	return r.saveWith(ctx, "1", func(ctx context.Context, id string) error {
		return s.placed(ctx) // want "error: event is published before"
	})
}

// recursive publishes at the bottom, before the transaction of each level.
func (s *service) recursive(ctx context.Context, n int) error {
	if n == 0 {
		return s.placed(ctx)
	}
	if err := s.recursive(ctx, n-1); err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Commit()
}

// recursiveInside calls itself in its transaction.
func (s *service) recursiveInside(ctx context.Context, n int) error {
	if n == 0 {
		return s.placed(ctx)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.recursiveInside(ctx, n-1); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}
