// Package managers has the functions that run others in a transaction.
package managers

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
)

// Tx is what a callback gets.
type Tx struct{ raw pgx.Tx }

// Exec runs a statement.
func (t *Tx) Exec(ctx context.Context, q string) error {
	_, err := t.raw.Exec(ctx, q)
	return err
}

// Manager opens transactions; those within others are savepoints.
type Manager struct {
	Pool *pgxpool.Pool
	DB   *sql.DB
	ORM  *gorm.DB
}

type key struct{}

// Do runs fn in a transaction, or in a savepoint of the one in the context.
func (m *Manager) Do(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) (err error) {
	var tx pgx.Tx
	if outer, ok := ctx.Value(key{}).(pgx.Tx); ok {
		tx, err = outer.Begin(ctx)
	} else {
		tx, err = m.Pool.Begin(ctx)
	}
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback(ctx)
			panic(p)
		}
		if err != nil {
			err = errors.Join(err, tx.Rollback(ctx))
			return
		}
		err = tx.Commit(ctx)
	}()
	return fn(context.WithValue(ctx, key{}, tx), &Tx{raw: tx})
}

// DoThen runs fn in a transaction and then after, when it has committed.
func (m *Manager) DoThen(ctx context.Context, fn func(ctx context.Context, tx *Tx) error, after func(ctx context.Context) error) error {
	if err := m.Do(ctx, fn); err != nil {
		return err
	}
	return after(ctx)
}

// DoBoth runs both in the transaction.
func (m *Manager) DoBoth(ctx context.Context, fn func(ctx context.Context, tx *Tx) error, also func(ctx context.Context) error) error {
	return m.Do(ctx, func(ctx context.Context, tx *Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		return also(ctx)
	})
}

// Value runs fn in a transaction and returns what it returns.
func Value[T any](ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) (T, error)) (T, error) {
	var zero T
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return zero, err
	}
	defer tx.Rollback()
	v, err := fn(tx)
	if err != nil {
		return zero, err
	}
	if err := tx.Commit(); err != nil {
		return zero, err
	}
	return v, nil
}

// Read runs fn in a transaction that only reads.
func (m *Manager) Read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := m.DB.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return fn(tx)
}

// All runs several steps in one transaction.
func (m *Manager) All(ctx context.Context, steps ...func(tx *gorm.DB) error) error {
	return m.ORM.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		for _, step := range steps {
			if err := step(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// Each runs each step in a transaction of its own, and tell between them.
func (m *Manager) Each(ctx context.Context, tell func(ctx context.Context) error, steps ...func(tx *gorm.DB) error) error {
	for _, step := range steps {
		if err := m.ORM.WithContext(ctx).Transaction(step); err != nil {
			return err
		}
		if err := tell(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Begin opens a transaction and gives the functions that end it.
func (m *Manager) Begin(ctx context.Context) (commit func() error, rollback func(), err error) {
	tx, err := m.DB.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	return tx.Commit, func() { _ = tx.Rollback() }, nil
}
