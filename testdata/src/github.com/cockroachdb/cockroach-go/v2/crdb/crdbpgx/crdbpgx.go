// Package crdbpgx stands in for the real library in fixtures.
package crdbpgx

import (
	"context"

	"github.com/jackc/pgx/v4"
)

type Conn any

func ExecuteTx(ctx context.Context, conn Conn, txOptions pgx.TxOptions, fn func(pgx.Tx) error) error {
	panic("stub")
}
