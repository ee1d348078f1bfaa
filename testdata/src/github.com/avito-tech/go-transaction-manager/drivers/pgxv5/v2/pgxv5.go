// Package pgxv5 stands in for the real library in fixtures.
package pgxv5

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"
)

type Tr interface {
	Exec(ctx context.Context, sql string, arguments ...interface{}) (commandTag pgconn.CommandTag, err error)
}

type CtxGetter struct{}

func (c *CtxGetter) DefaultTrOrDB(ctx context.Context, db Tr) Tr { panic("stub") }
