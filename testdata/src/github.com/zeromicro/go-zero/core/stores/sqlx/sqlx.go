// Package sqlx stands in for the real library in fixtures.
package sqlx

import (
	"context"
	"database/sql"
)

type Session interface {
	Exec(query string, args ...any) (sql.Result, error)
	ExecCtx(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type SqlConn interface {
	Session
	Transact(fn func(Session) error) error
	TransactCtx(ctx context.Context, fn func(context.Context, Session) error) error
}
