// Package uow is a home-made unit of work: the transaction travels in the context.
package uow

import (
	"context"
	"database/sql"
	"fmt"
)

type txKey struct{}

// Unit runs functions in a transaction.
type Unit struct{ DB *sql.DB }

// WithTx begins, calls fn, and commits or rolls back.
func (u *Unit) WithTx(ctx context.Context, fn func(ctx context.Context) error) (err error) {
	tx, err := u.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	return fn(context.WithValue(ctx, txKey{}, tx))
}

// Plain calls fn without any transaction.
func (u *Unit) Plain(ctx context.Context, fn func(ctx context.Context) error) error {
	return fn(ctx)
}

// Begin and End are a pair: the transaction is kept in the context.
func (u *Unit) Begin(ctx context.Context) (context.Context, error) {
	tx, err := u.DB.BeginTx(ctx, nil)
	if err != nil {
		return ctx, err
	}
	return context.WithValue(ctx, txKey{}, tx), nil
}

// End commits, or rolls back if there was an error.
func (u *Unit) End(ctx context.Context, err error) error {
	tx, ok := ctx.Value(txKey{}).(*sql.Tx)
	if !ok {
		return nil
	}
	if err != nil {
		return tx.Rollback()
	}
	return tx.Commit()
}

// Session keeps its transaction in a field.
type Session struct {
	db *sql.DB
	tx *sql.Tx
}

// NewSession makes a session.
func NewSession(db *sql.DB) *Session { return &Session{db: db} }

// Start begins.
func (s *Session) Start(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	s.tx = tx
	return nil
}

// Finish commits.
func (s *Session) Finish() error { return s.tx.Commit() }

// Exec runs a statement in the session's transaction.
func (s *Session) Exec(ctx context.Context, q string, args ...any) error {
	_, err := s.tx.ExecContext(ctx, q, args...)
	return err
}
