package pgxpool

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Conn struct{}

func (c *Conn) Begin(ctx context.Context) (pgx.Tx, error) { panic("stub") }
func (c *Conn) Release()                                  { panic("stub") }

func (p *Pool) Acquire(ctx context.Context) (*Conn, error)                   { panic("stub") }
func (p *Pool) AcquireFunc(ctx context.Context, f func(*Conn) error) error   { panic("stub") }
func (p *Pool) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults { panic("stub") }
func (p *Pool) CopyFrom(ctx context.Context, tableName pgx.Identifier, columnNames []string, rowSrc pgx.CopyFromSource) (int64, error) {
	panic("stub")
}
