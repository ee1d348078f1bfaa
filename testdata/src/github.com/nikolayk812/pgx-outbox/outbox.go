// Package outbox stands in for the real library in fixtures.
package outbox

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/nikolayk812/pgx-outbox/types"
)

type Writer interface {
	Write(ctx context.Context, tx pgx.Tx, message types.Message) (int64, error)
}
