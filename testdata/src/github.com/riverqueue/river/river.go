// Package river stands in for the real library in fixtures.
package river

import (
	"context"

	"github.com/riverqueue/river/rivertype"
)

type JobArgs interface{ Kind() string }

type InsertOpts struct{ Queue string }

type Client[TTx any] struct{}

func (c *Client[TTx]) Insert(ctx context.Context, args JobArgs, opts *InsertOpts) (*rivertype.JobInsertResult, error) {
	panic("stub")
}
func (c *Client[TTx]) InsertTx(ctx context.Context, tx TTx, args JobArgs, opts *InsertOpts) (*rivertype.JobInsertResult, error) {
	panic("stub")
}
