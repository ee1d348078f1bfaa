// Package redis stands in for the real library in fixtures.
package redis

import "context"

type baseCmd struct{ err error }

func (cmd *baseCmd) Err() error { return cmd.err }

type StringCmd struct {
	baseCmd
	val string
}

func (cmd *StringCmd) Result() (string, error) { return cmd.val, cmd.err }
func (cmd *StringCmd) Val() string             { return cmd.val }

type IntCmd struct {
	baseCmd
	val int64
}

func (cmd *IntCmd) Result() (int64, error) { return cmd.val, cmd.err }

type XAddArgs struct {
	Stream string
	ID     string
	Values interface{}
}

type cmdable func() error

func (c cmdable) XAdd(ctx context.Context, a *XAddArgs) *StringCmd { panic("stub") }
func (c cmdable) Publish(ctx context.Context, channel string, message interface{}) *IntCmd {
	panic("stub")
}

type Client struct{ cmdable }

type Cmder interface{ Err() error }

type Cmdable interface {
	Pipeline() Pipeliner
	Pipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
	TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
	XAdd(ctx context.Context, a *XAddArgs) *StringCmd
	Publish(ctx context.Context, channel string, message interface{}) *IntCmd
}

type StatefulCmdable interface{ Cmdable }

type Pipeliner interface {
	StatefulCmdable
	Exec(ctx context.Context) ([]Cmder, error)
}

type UniversalClient interface {
	Cmdable
	Close() error
}

func (c *Client) Pipeline() Pipeliner   { panic("stub") }
func (c *Client) TxPipeline() Pipeliner { panic("stub") }
func (c *Client) Pipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error) {
	panic("stub")
}
func (c *Client) TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error) {
	panic("stub")
}
