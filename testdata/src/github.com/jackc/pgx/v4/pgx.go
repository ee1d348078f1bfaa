// Package pgx stands in for the real library in fixtures.
package pgx

import (
	"context"

	"github.com/jackc/pgconn"
)

type TxOptions struct{}

type Tx interface {
	Begin(ctx context.Context) (Tx, error)
	BeginFunc(ctx context.Context, f func(Tx) error) (err error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	Exec(ctx context.Context, sql string, arguments ...interface{}) (commandTag pgconn.CommandTag, err error)
}

type Conn struct{}

func (c *Conn) Begin(ctx context.Context) (Tx, error)                 { panic("stub") }
func (c *Conn) BeginFunc(ctx context.Context, f func(Tx) error) error { panic("stub") }
