// Package bun stands in for the real library in fixtures.
package bun

import (
	"context"
	"database/sql"

	"github.com/uptrace/bun/schema"
)

type BaseModel = schema.BaseModel

type InsertQuery struct{}

func (q *InsertQuery) Model(model any) *InsertQuery { panic("stub") }
func (q *InsertQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) {
	panic("stub")
}

type DB struct{}

func (db *DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error) { panic("stub") }
func (db *DB) RunInTx(ctx context.Context, opts *sql.TxOptions, fn func(ctx context.Context, tx Tx) error) error {
	panic("stub")
}
func (db *DB) NewInsert() *InsertQuery { panic("stub") }

type Tx struct{ *sql.Tx }

func (tx Tx) BeginTx(ctx context.Context, _ *sql.TxOptions) (Tx, error) { panic("stub") }
func (tx Tx) Commit() error                                             { panic("stub") }
func (tx Tx) Rollback() error                                           { panic("stub") }
func (tx Tx) NewInsert() *InsertQuery                                   { panic("stub") }

// A transaction formats its own statements.
func (tx Tx) Exec(query string, args ...interface{}) (sql.Result, error) { panic("stub") }
func (tx Tx) ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error) {
	panic("stub")
}
func (tx Tx) Query(query string, args ...interface{}) (*sql.Rows, error) { panic("stub") }
func (tx Tx) QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error) {
	panic("stub")
}
func (tx Tx) QueryRow(query string, args ...interface{}) *sql.Row { panic("stub") }
func (tx Tx) QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row {
	panic("stub")
}

func (q *InsertQuery) On(s string, args ...any) *InsertQuery { panic("stub") }
