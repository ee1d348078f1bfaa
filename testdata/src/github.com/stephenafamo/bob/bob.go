// Package bob stands in for the real library in fixtures.
package bob

import (
	"context"
	"database/sql"

	"github.com/stephenafamo/scan"
)

type DB struct{ *sql.DB }

func (d DB) Begin(ctx context.Context) (Tx, error)                                 { panic("stub") }
func (d DB) BeginTx(ctx context.Context, opts *sql.TxOptions) (Tx, error)          { panic("stub") }
func (d DB) PrepareContext(ctx context.Context, query string) (StdPrepared, error) { panic("stub") }
func (d DB) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error) {
	panic("stub")
}
func (d DB) RunInTx(ctx context.Context, txOptions *sql.TxOptions, fn func(context.Context, Executor) error) error {
	panic("stub")
}

func Exec(ctx context.Context, exec Executor, q Query) (sql.Result, error) { panic("stub") }

type Executor interface {
	scan.Queryer
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}

type Query any

type StdPrepared struct{}

type Tx struct{ *sql.Tx }

func (t Tx) Commit(_ context.Context) error                                        { panic("stub") }
func (t Tx) PrepareContext(ctx context.Context, query string) (StdPrepared, error) { panic("stub") }
func (t Tx) QueryContext(ctx context.Context, query string, args ...any) (scan.Rows, error) {
	panic("stub")
}
func (t Tx) Rollback(_ context.Context) error                               { panic("stub") }
func (tx Tx) StmtContext(ctx context.Context, stmt StdPrepared) StdPrepared { panic("stub") }
