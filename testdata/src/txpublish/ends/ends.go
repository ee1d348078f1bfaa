// Package ends has the ways in which a transaction is over, or not, when an event is published.
package ends

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"

	"txpublish/bus"
)

var errRefused = errors.New("refused")

type service struct {
	db   *sql.DB
	pool *pgxpool.Pool
	orm  *gorm.DB
	bus  *bus.Producer
}

func (s *service) send(ctx context.Context, topic string) error { return s.bus.Send(ctx, topic, nil) }

// committedInOneBranch publishes whether it committed or not.
func (s *service) committedInOneBranch(ctx context.Context, dry bool) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if !dry {
		if err := tx.Commit(ctx); err != nil {
			return err
		}
	}
	return s.send(ctx, "orders.v1") // want "error: event is published before"
}

// committedInBoth publishes when every way has ended the transaction.
func (s *service) committedInBoth(ctx context.Context, dry bool) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if dry {
		if err := tx.Rollback(ctx); err != nil {
			return err
		}
	} else {
		if err := tx.Commit(ctx); err != nil {
			return err
		}
	}
	return s.send(ctx, "orders.v1")
}

// earlyReturn leaves before it publishes unless it committed.
func (s *service) earlyReturn(ctx context.Context, n int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	switch {
	case n < 0:
		return errRefused
	case n == 0:
		return nil
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.send(ctx, "orders.v1")
}

// afterRollback tells of the failure when nothing is open any more.
func (s *service) afterRollback(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		if rerr := tx.Rollback(); rerr != nil {
			return errors.Join(err, rerr)
		}
		return s.send(ctx, "orders.failed.v1")
	}
	return tx.Commit()
}

// beforeRollback tells of the failure while the transaction is open: only the rollback can follow.
func (s *service) beforeRollback(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		_ = s.send(ctx, "orders.failed.v1")
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// commitFailed tells of a commit that failed: the transaction is over.
func (s *service) commitFailed(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return errors.Join(err, s.send(ctx, "orders.failed.v1"))
	}
	return nil
}

// beginSwitch has no transaction in the branches that say so.
func (s *service) beginSwitch(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	switch {
	case errors.Is(err, context.Canceled):
		return s.send(ctx, "cancelled.v1")
	case err != nil:
		return s.send(ctx, "failed.v1")
	}
	return tx.Commit()
}

// beginSwitchOpen publishes in the branch that has one.
func (s *service) beginSwitchOpen(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	switch err {
	case nil:
		if err := s.send(ctx, "orders.v1"); err != nil { // want "error: event is published before"
			return err
		}
		return tx.Commit()
	default:
		return err
	}
}

// txDone treats a transaction that somebody else ended as ended.
func (s *service) txDone(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return s.send(ctx, "orders.v1")
}

// twoTransactions publishes between two transactions, then in the second.
func (s *service) twoTransactions(ctx context.Context) error {
	first, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := first.Commit(ctx); err != nil {
		return err
	}
	if err := s.send(ctx, "between.v1"); err != nil {
		return err
	}
	second, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	if err := s.send(ctx, "inside.v1"); err != nil { // want "error: event is published before"
		return err
	}
	return second.Commit(ctx)
}

// loop commits each order before it publishes.
func (s *service) loop(ctx context.Context, ids []string) error {
	for range ids {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
			_ = tx.Rollback(ctx)
			continue
		}
		if err := tx.Commit(ctx); err != nil {
			return err
		}
		if err := s.send(ctx, "orders.v1"); err != nil {
			return err
		}
	}
	return nil
}

// loopLeft goes on to the publish with the transaction of a broken turn still open.
func (s *service) loopLeft(ctx context.Context, ids []string) error {
	var tx pgx.Tx
	var err error
orders:
	for _, id := range ids {
		tx, err = s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		switch id {
		case "":
			break orders
		}
		if err := tx.Commit(ctx); err != nil {
			return err
		}
	}
	return s.send(ctx, "orders.v1") // want "error: event is published before"
}

// loopBroken ends the transaction before it leaves.
func (s *service) loopBroken(ctx context.Context, ids []string) error {
orders:
	for _, id := range ids {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			return err
		}
		switch id {
		case "":
			if err := tx.Rollback(ctx); err != nil {
				return err
			}
			break orders
		}
		if err := tx.Commit(ctx); err != nil {
			return err
		}
	}
	return s.send(ctx, "orders.v1")
}

// gormLoop has a transaction for each order.
func (s *service) gormLoop(ctx context.Context, ids []string) error {
	for _, id := range ids {
		tx := s.orm.WithContext(ctx).Begin()
		if err := tx.Create(id).Error; err != nil {
			tx.Rollback()
			return err
		}
		if err := tx.Commit().Error; err != nil {
			return err
		}
		if err := s.send(ctx, "orders.v1"); err != nil {
			return err
		}
	}
	return nil
}

// returnsCommit is the whole end: nothing comes after it.
func (s *service) returnsCommit(ctx context.Context) error {
	if err := s.placed(ctx); err != nil {
		return err
	}
	return s.send(ctx, "orders.v1")
}

func (s *service) placed(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		return err
	}
	return tx.Commit()
}

// savepoint rolls back to a savepoint: the outer transaction goes on.
func (s *service) savepoint(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	inner, err := tx.Begin(ctx)
	if err != nil {
		return err
	}
	if _, err := inner.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
		_ = inner.Rollback(ctx)
		if err := s.send(ctx, "orders.failed.v1"); err != nil { // want "error: event is published before"
			return err
		}
	} else if err := inner.Commit(ctx); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.send(ctx, "orders.v1")
}

// gormSavepoint names a savepoint; only the commit ends the transaction.
func (s *service) gormSavepoint(ctx context.Context) error {
	tx := s.orm.Begin()
	tx.SavePoint("a")
	if err := tx.Create("order").Error; err != nil {
		tx.RollbackTo("a")
		if err := s.send(ctx, "orders.failed.v1"); err != nil { // want "error: event is published before"
			return err
		}
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	return s.send(ctx, "orders.v1")
}

// statements ends by a statement of its own.
func (s *service) statements(ctx context.Context, conn *pgxpool.Pool) error {
	if _, err := conn.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
		return err
	}
	return s.send(ctx, "orders.v1")
}

// panics never comes to the publish with the transaction open.
func (s *service) panics(ctx context.Context, ok bool) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		panic(err)
	}
	if !ok {
		panic("not ok")
	}
	if err := tx.Commit(); err != nil {
		panic(err)
	}
	return s.send(ctx, "orders.v1")
}

// failedWithoutError tells of a failure, of which only a rollback can follow, and returns nothing.
func (s *service) failedWithoutError(ctx context.Context) {
	tx, err := s.db.Begin()
	if err != nil {
		return
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		if err := s.send(ctx, "orders.failed.v1"); err != nil {
			return
		}
		_ = tx.Rollback()
		return
	}
	_ = tx.Commit()
}

// refused tells that it has refused, and rolls back.
func (s *service) refused(ctx context.Context, ok bool) {
	tx, err := s.db.Begin()
	if err != nil {
		return
	}
	if !ok {
		_ = s.send(ctx, "orders.refused.v1")
		_ = tx.Rollback()
		return
	}
	_ = tx.Commit()
}

// failedAndCommitted tells of a failure and commits the rest.
func (s *service) failedAndCommitted(ctx context.Context) {
	tx, err := s.db.Begin()
	if err != nil {
		return
	}
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err != nil {
		_ = s.send(ctx, "orders.failed.v1") // want "error: event is published before"
	}
	_ = tx.Commit()
}

// neverCommitted forgets to commit what it tells of.
func (s *service) neverCommitted(ctx context.Context) {
	tx, err := s.db.Begin()
	if err != nil {
		return
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true"); err == nil {
		_ = s.send(ctx, "orders.placed.v1") // want "error: event is published before"
	}
}

// rolledBackOrNot rolls back only where the publish fails.
func (s *service) rolledBackOrNot(ctx context.Context) {
	tx, err := s.db.Begin()
	if err != nil {
		return
	}
	if err := s.send(ctx, "orders.placed.v1"); err != nil { // want "error: event is published before"
		_ = tx.Rollback()
		return
	}
	_ = tx.Commit()
}
