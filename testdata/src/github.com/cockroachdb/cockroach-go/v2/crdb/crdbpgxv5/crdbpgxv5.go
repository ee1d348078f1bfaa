// Package crdbpgx stands in for the real library in fixtures.
package crdbpgx

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Conn interface {
	Begin(context.Context) (pgx.Tx, error)
	BeginTx(context.Context, pgx.TxOptions) (pgx.Tx, error)
}

func ExecuteTx(ctx context.Context, conn Conn, txOptions pgx.TxOptions, fn func(pgx.Tx) error) error {
	panic("stub")
}
