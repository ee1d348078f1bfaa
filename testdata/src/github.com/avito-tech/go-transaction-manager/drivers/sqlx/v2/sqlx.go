// Package sqlx stands in for the real library in fixtures.
package sqlx

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

type Tr interface {
	sqlx.ExecerContext
	NamedExecContext(ctx context.Context, query string, arg interface{}) (sql.Result, error)
}

type CtxGetter struct{}

func (c *CtxGetter) DefaultTrOrDB(ctx context.Context, db Tr) Tr { panic("stub") }
