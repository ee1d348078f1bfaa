// Package crdbsqlx stands in for the real library in fixtures.
package crdbsqlx

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

func ExecuteTx(ctx context.Context, db *sqlx.DB, opts *sql.TxOptions, fn func(*sqlx.Tx) error) error {
	panic("stub")
}
