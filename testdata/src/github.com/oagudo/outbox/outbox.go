// Package outbox stands in for the real library in fixtures.
package outbox

import (
	"context"
	"database/sql"
)

type Message struct{ Payload []byte }

type TxQueryer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type TxWorkFunc func(ctx context.Context, tx TxQueryer) error

type Writer struct{}

func (w *Writer) WriteOne(ctx context.Context, msg *Message, fn TxWorkFunc) error {
	panic("stub")
}
