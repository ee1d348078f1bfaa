// Package spanner stands in for the real library in fixtures.
package spanner

import (
	"context"
	"time"
)

type ApplyOption func(*applyOption)

type Client struct{}

func (c *Client) Apply(ctx context.Context, ms []*Mutation, opts ...ApplyOption) (commitTimestamp time.Time, err error) {
	panic("stub")
}
func (c *Client) ReadWriteTransaction(ctx context.Context, f func(context.Context, *ReadWriteTransaction) error) (commitTimestamp time.Time, err error) {
	panic("stub")
}

func InsertMap(table string, in map[string]any) *Mutation { panic("stub") }

type Mutation struct{}

func NewReadWriteStmtBasedTransaction(ctx context.Context, c *Client) (*ReadWriteStmtBasedTransaction, error) {
	panic("stub")
}

type ReadWriteStmtBasedTransaction struct{ ReadWriteTransaction }

func (t *ReadWriteStmtBasedTransaction) Commit(ctx context.Context) (time.Time, error) { panic("stub") }
func (t *ReadWriteStmtBasedTransaction) Rollback(ctx context.Context)                  { panic("stub") }

type ReadWriteTransaction struct{}

func (t *ReadWriteTransaction) BufferWrite(ms []*Mutation) error { panic("stub") }
func (t *ReadWriteTransaction) Update(ctx context.Context, stmt Statement) (rowCount int64, err error) {
	panic("stub")
}

type Statement struct{ SQL string }

type applyOption struct{}
