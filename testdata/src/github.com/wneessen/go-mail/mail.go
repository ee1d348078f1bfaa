// Package mail stands in for the real library in fixtures.
package mail

import "context"

type Msg struct{ noDefaultUserAgent bool }

type MsgOption func(*Msg)

func NewMsg(opts ...MsgOption) *Msg { panic("stub") }

type Client struct{ host string }

func (c *Client) DialAndSendWithContext(ctx context.Context, messages ...*Msg) error { panic("stub") }
