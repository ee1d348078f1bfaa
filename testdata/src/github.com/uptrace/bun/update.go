package bun

import (
	"context"
	"database/sql"
)

type UpdateQuery struct{}

func (q *UpdateQuery) Model(model any) *UpdateQuery { panic("stub") }
func (q *UpdateQuery) Exec(ctx context.Context, dest ...any) (sql.Result, error) {
	panic("stub")
}

func (db *DB) NewUpdate() *UpdateQuery { panic("stub") }
func (tx Tx) NewUpdate() *UpdateQuery  { panic("stub") }

// IDB is what a database and a transaction have in common.
type IDB interface {
	NewInsert() *InsertQuery
	RunInTx(ctx context.Context, opts *sql.TxOptions, f func(ctx context.Context, tx Tx) error) error
}
