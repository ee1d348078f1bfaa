// Package deferred has transactions and publishes that come to their end when the function returns.
package deferred

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"

	"txpublish/bus"
)

type service struct {
	db   *sql.DB
	sqlx *sqlx.DB
	pool *pgxpool.Pool
	orm  *gorm.DB
	bus  *bus.Producer
}

func (s *service) send(ctx context.Context) error { return s.bus.Send(ctx, "orders.v1", nil) }

// decided commits or rolls back at the end: until then it is open.
func (s *service) decided(ctx context.Context) (err error) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback(ctx)
			return
		}
		err = tx.Commit(ctx)
	}()
	return s.send(ctx) // want "error: event is published before"
}

// recovered does so after a panic too.
func (s *service) recovered(ctx context.Context) (err error) {
	tx, err := s.sqlx.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback()
			panic(p)
		} else if err != nil {
			_ = tx.Rollback()
		} else {
			err = tx.Commit()
		}
	}()
	return s.send(ctx) // want "error: event is published before"
}

// split does it in a function of its own, and publishes when that is done.
func (s *service) split(ctx context.Context) error {
	if err := s.store(ctx); err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) store(ctx context.Context) (err error) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback(ctx)
			return
		}
		err = tx.Commit(ctx)
	}()
	_, err = tx.Exec(ctx, "UPDATE orders SET placed = true")
	return err
}

// literal does it in a function literal that is called at once.
func (s *service) literal(ctx context.Context) error {
	err := func() (err error) {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() {
			if err != nil {
				_ = tx.Rollback()
				return
			}
			err = tx.Commit()
		}()
		_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true")
		return err
	}()
	if err != nil {
		return err
	}
	return s.send(ctx)
}

// literalInside publishes inside such a literal.
func (s *service) literalInside(ctx context.Context) error {
	return func() (err error) {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { err = finish(tx, err) }()
		return s.send(ctx) // want "error: event is published before"
	}()
}

func finish(tx *sql.Tx, err error) error {
	if err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// finisher is told of the error by pointer.
func finisher(ctx context.Context, tx pgx.Tx, err *error) {
	if *err != nil {
		_ = tx.Rollback(ctx)
		return
	}
	*err = tx.Commit(ctx)
}

func (s *service) byPointer(ctx context.Context) (err error) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer finisher(ctx, tx, &err)
	return s.send(ctx) // want "error: event is published before"
}

func (s *service) byPointerAfter(ctx context.Context) (err error) {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE orders SET placed = true")
	finisher(ctx, tx, &err)
	if err != nil {
		return err
	}
	return s.send(ctx)
}

// lastIn is deferred first, so it runs when the commit is done.
func (s *service) lastIn(ctx context.Context) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			err = s.send(ctx)
		}
	}()
	defer func() { err = finish(tx, err) }()
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true")
	return err
}

// firstOut is deferred last, so it runs before the commit.
func (s *service) firstOut(ctx context.Context) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { err = finish(tx, err) }()
	defer func() {
		if err == nil {
			err = s.send(ctx) // want "error: event is published before"
		}
	}()
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true")
	return err
}

// inOne commits, then publishes, in one deferred function.
func (s *service) inOne(ctx context.Context) (err error) {
	tx := s.orm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer func() {
		if err != nil {
			tx.Rollback()
			return
		}
		if err = tx.Commit().Error; err != nil {
			return
		}
		err = s.send(ctx)
	}()
	return tx.Create("order").Error
}

// inOneBefore publishes, then commits, in one deferred function.
func (s *service) inOneBefore(ctx context.Context) (err error) {
	tx := s.orm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer func() {
		if err != nil {
			tx.Rollback()
			return
		}
		if err = s.send(ctx); err != nil { // want "error: event is published before"
			tx.Rollback()
			return
		}
		err = tx.Commit().Error
	}()
	return tx.Create("order").Error
}

// flagged rolls back unless a flag says that it committed.
func (s *service) flagged(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			_ = tx.Rollback()
		}
	}()
	if err := tx.Commit(); err != nil {
		return err
	}
	done = true
	return s.send(ctx)
}

// cleanup is a variable that is deferred.
func (s *service) cleanup(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	rollback := func() { _ = tx.Rollback() }
	defer rollback()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

func (s *service) cleanupAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	rollback := func() { _ = tx.Rollback() }
	defer rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// setByValue hands a variable holding the publish to defer.
func (s *service) deferredVariable(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	tell := func() { _ = s.send(ctx) } // want "error: event is published before"
	defer tell()
	_, err = tx.ExecContext(ctx, "UPDATE orders SET placed = true")
	return err
}
