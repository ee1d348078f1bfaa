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

type Client struct{ cmdable }

type Cmder interface{ Err() error }

type StreamCmdable interface {
	XAdd(ctx context.Context, a *XAddArgs) *StringCmd
}

type PubSubCmdable interface {
	Publish(ctx context.Context, channel string, message any) *IntCmd
}

type Cmdable interface {
	Pipeline() Pipeliner
	TxPipeline() Pipeliner
	Pipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
	TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
	StreamCmdable
	PubSubCmdable
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

type StatusCmd struct{ baseCmd }

func (c cmdable) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	panic("stub")
}
func (c *Client) Pipeline() Pipeliner   { panic("stub") }
func (c *Client) TxPipeline() Pipeliner { panic("stub") }
func (c *Client) Pipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error) {
	panic("stub")
}
func (c *Client) TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error) {
	panic("stub")
}

type XMessage struct {
	ID     string
	Values map[string]any
}

type XStream struct {
	Stream   string
	Messages []XMessage
}

type XStreamSliceCmd struct {
	baseCmd
	val []XStream
}

func (cmd *XStreamSliceCmd) Result() ([]XStream, error) { return cmd.val, cmd.err }

type XReadGroupArgs struct {
	Group    string
	Consumer string
	Streams  []string
	Count    int64
	Block    time.Duration
	NoAck    bool
	Claim    time.Duration
}

func (c cmdable) XReadGroup(ctx context.Context, a *XReadGroupArgs) *XStreamSliceCmd { panic("stub") }

type StringSliceCmd struct {
	baseCmd
	val []string
}

func (cmd *StringSliceCmd) Result() ([]string, error) { panic("stub") }

func (c cmdable) BLPop(ctx context.Context, timeout time.Duration, keys ...string) *StringSliceCmd {
	panic("stub")
}

func (c cmdable) Incr(ctx context.Context, key string) *IntCmd                 { panic("stub") }
func (c cmdable) RPush(ctx context.Context, key string, values ...any) *IntCmd { panic("stub") }
func (c cmdable) XAck(ctx context.Context, stream, group string, ids ...string) *IntCmd {
	panic("stub")
}
func (c cmdable) XGroupCreateMkStream(ctx context.Context, stream, group, start string) *StatusCmd {
	panic("stub")
}

type XAutoClaimArgs struct {
	Stream   string
	Group    string
	MinIdle  time.Duration
	Start    string
	Count    int64
	Consumer string
}

type XAutoClaimCmd struct {
	baseCmd
	start string
	val   []XMessage
}

func (cmd *XAutoClaimCmd) Result() (messages []XMessage, start string, err error) {
	return cmd.val, cmd.start, cmd.err
}

func (c cmdable) XAutoClaim(ctx context.Context, a *XAutoClaimArgs) *XAutoClaimCmd { panic("stub") }

type BoolCmd struct {
	baseCmd
	val bool
}

func (cmd *BoolCmd) Result() (bool, error) { return cmd.val, cmd.err }
func (cmd *BoolCmd) Val() bool             { return cmd.val }

func (c cmdable) SetNX(ctx context.Context, key string, value any, expiration time.Duration) *BoolCmd {
	panic("stub")
}
func (c cmdable) Del(ctx context.Context, keys ...string) *IntCmd { panic("stub") }

type PubSub struct{ channel string }

func (c *Client) Subscribe(ctx context.Context, channels ...string) *PubSub    { panic("stub") }
func (c cmdable) Exists(ctx context.Context, keys ...string) *IntCmd           { panic("stub") }
func (c cmdable) SAdd(ctx context.Context, key string, members ...any) *IntCmd { panic("stub") }
