package pgx

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"
)

type Batch struct{}

func (b *Batch) Queue(query string, arguments ...any) *QueuedQuery { panic("stub") }

type QueuedQuery struct{}

type BatchResults interface {
	Exec() (pgconn.CommandTag, error)
	Close() error
}

type Identifier []string

type CopyFromSource interface{ Err() error }

func CopyFromRows(rows [][]any) CopyFromSource { panic("stub") }

type Conn struct{}

func (c *Conn) Begin(ctx context.Context) (Tx, error) { panic("stub") }

func BeginTxFunc(ctx context.Context, db interface {
	BeginTx(ctx context.Context, txOptions TxOptions) (Tx, error)
}, txOptions TxOptions, fn func(Tx) error) error {
	panic("stub")
}
