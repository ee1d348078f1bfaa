// Package rueidiscompat stands in for the real library in fixtures.
package rueidiscompat

import "context"

type Cmdable interface{ CoreCmdable }

type CoreCmdable interface {
	XAdd(ctx context.Context, a XAddArgs) *StringCmd
}

type StringCmd struct{ baseCmd[string] }

type XAddArgs struct {
	Values any
	Stream string
}

type baseCmd[T any] struct{}

func (cmd *baseCmd[T]) Err() error         { panic("stub") }
func (cmd *baseCmd[T]) Result() (T, error) { panic("stub") }
