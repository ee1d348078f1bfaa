// Package kq stands in for the real library in fixtures.
package kq

import (
	"context"

	"github.com/zeromicro/go-zero/core/queue"
)

type ConsumeHandle func(ctx context.Context, key string, value string) error

type ConsumeHandler interface {
	Consume(ctx context.Context, key string, value string) error
}

type KqConf struct {
	Group string
	Topic string
}

func MustNewQueue(c KqConf, handler ConsumeHandler, opts ...QueueOption) queue.MessageQueue {
	panic("stub")
}

func NewPusher(addrs []string, topic string, opts ...PushOption) *Pusher { panic("stub") }

type PushOption func(options *pushOptions)

type Pusher struct{}

func (p *Pusher) KPush(ctx context.Context, k string, v string) error { panic("stub") }
func (p *Pusher) Push(ctx context.Context, v string) error            { panic("stub") }

type QueueOption func(*queueOptions)

func WithHandle(handle ConsumeHandle) ConsumeHandler { panic("stub") }

func WithSyncPush() PushOption { panic("stub") }

type pushOptions struct{}

type queueOptions struct{}
