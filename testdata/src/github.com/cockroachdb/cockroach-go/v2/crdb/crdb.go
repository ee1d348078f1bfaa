// Package crdb stands in for the real library in fixtures.
package crdb

import (
	"context"
	"database/sql"
)

func Execute(fn func() error) (err error) { panic("stub") }

func ExecuteTx(ctx context.Context, db *sql.DB, opts *sql.TxOptions, fn func(*sql.Tx) error) error {
	panic("stub")
}
