// Package uow runs functions in a PostgreSQL transaction that travels in the context.
package uow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const attempts = 3

type txKey struct{}

// DB is what a pool and a transaction have in common.
type DB interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// UnitOfWork begins and ends transactions.
type UnitOfWork struct{ pool *pgxpool.Pool }

// New returns a unit of work on the pool.
func New(pool *pgxpool.Pool) *UnitOfWork { return &UnitOfWork{pool: pool} }

// WithTx calls fn in a transaction and commits it, or rolls it back if fn returns an error.
func (u *UnitOfWork) WithTx(ctx context.Context, fn func(ctx context.Context) error) (err error) {
	tx, err := u.pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreClosed(tx.Rollback(context.WithoutCancel(ctx))))
		}
	}()
	if err := fn(context.WithValue(ctx, txKey{}, tx)); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// WithRetry is WithTx for serializable work: conflicts with other transactions are tried again.
func (u *UnitOfWork) WithRetry(ctx context.Context, fn func(ctx context.Context) error) error {
	var err error
	for i := range attempts {
		if err = u.WithTx(ctx, fn); !conflict(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(i+1) * 20 * time.Millisecond):
		}
	}
	return fmt.Errorf("%d attempts: %w", attempts, err)
}

// Conn returns the transaction of the context, or the pool if there is none.
func (u *UnitOfWork) Conn(ctx context.Context) DB {
	if tx, ok := Tx(ctx); ok {
		return tx
	}
	return u.pool
}

// Tx returns the transaction of the context.
func Tx(ctx context.Context) (pgx.Tx, bool) {
	tx, ok := ctx.Value(txKey{}).(pgx.Tx)
	return tx, ok
}

func conflict(err error) bool {
	pgErr, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pgErr.Code == "40001" || pgErr.Code == "40P01")
}

func ignoreClosed(err error) error {
	if errors.Is(err, pgx.ErrTxClosed) {
		return nil
	}
	return err
}
