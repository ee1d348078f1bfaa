// Package redis stands in for the real library in fixtures.
package redis

import (
	"context"
	"time"
)

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
	Values any
}

type cmdable func() error

func (c cmdable) XAdd(ctx context.Context, a *XAddArgs) *StringCmd                 { panic("stub") }
func (c cmdable) Publish(ctx context.Context, channel string, message any) *IntCmd { panic("stub") }

type StreamCmdable interface {
	XAdd(ctx context.Context, a *XAddArgs) *StringCmd
}

type PubSubCmdable interface {
	Publish(ctx context.Context, channel string, message any) *IntCmd
}

type Cmder interface{ Err() error }

type Cmdable interface {
	TxPipeline() Pipeliner
	StreamCmdable
	PubSubCmdable
}

type Pipeliner interface {
	StreamCmdable
	PubSubCmdable
	Exec(ctx context.Context) ([]Cmder, error)
}

func (c *Client) TxPipeline() Pipeliner { panic("stub") }

type Client struct{ cmdable }

type StatusCmd struct{ baseCmd }

func (c cmdable) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	panic("stub")
}
