package sqlx

import (
	"context"
	"database/sql"
)

type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}
