// Package jetstream stands in for the real library in fixtures.
package jetstream

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
)

type PubAck struct{ Sequence uint64 }

type PublishOpt func(*pubOpts) error

type pubOpts struct{ id string }

func WithMsgID(id string) PublishOpt { panic("stub") }

func WithExpectStream(stream string) PublishOpt { panic("stub") }

type PubAckFuture interface {
	Ok() <-chan *PubAck
	Err() <-chan error
}

type Publisher interface {
	Publish(ctx context.Context, subject string, payload []byte, opts ...PublishOpt) (*PubAck, error)
	PublishMsg(ctx context.Context, msg *nats.Msg, opts ...PublishOpt) (*PubAck, error)
	PublishAsync(subject string, payload []byte, opts ...PublishOpt) (PubAckFuture, error)
	PublishAsyncComplete() <-chan struct{}
}

type StreamConfig struct {
	Name     string
	Subjects []string
	NoAck    bool
}

type Stream interface {
	ConsumerManager
	DeleteMsg(ctx context.Context, seq uint64) error
}

type StreamManager interface {
	CreateStream(ctx context.Context, cfg StreamConfig) (Stream, error)
	CreateOrUpdateStream(ctx context.Context, cfg StreamConfig) (Stream, error)
}

type JetStream interface {
	Publisher
	StreamManager
	StreamConsumerManager
}

type JetStreamOpt func(*JetStreamOptions) error

type JetStreamOptions struct{}

type MsgErrHandler func(JetStream, *nats.Msg, error)

func WithPublishAsyncErrHandler(cb MsgErrHandler) JetStreamOpt { panic("stub") }

func New(nc *nats.Conn, opts ...JetStreamOpt) (JetStream, error) { panic("stub") }

type Msg interface {
	Data() []byte
	Ack() error
	NakWithDelay(delay time.Duration) error
	InProgress() error
	Nak() error
	Term() error
}

type MessageHandler func(msg Msg)

type PullConsumeOpt interface{ configureConsume() }

type ConsumeContext interface{ Stop() }

type Consumer interface {
	Consume(handler MessageHandler, opts ...PullConsumeOpt) (ConsumeContext, error)
	Messages(opts ...PullMessagesOpt) (MessagesContext, error)
}

type AckPolicy int

const (
	AckExplicitPolicy AckPolicy = iota
	AckAllPolicy
	AckNonePolicy
)

type DeliverPolicy int

const (
	DeliverAllPolicy DeliverPolicy = iota
	DeliverLastPolicy
	DeliverNewPolicy
)

type ConsumerConfig struct {
	Name              string
	Durable           string
	DeliverPolicy     DeliverPolicy
	AckPolicy         AckPolicy
	MaxDeliver        int
	FilterSubject     string
	MaxAckPending     int
	InactiveThreshold time.Duration
}

type ConsumerManager interface {
	CreateOrUpdateConsumer(ctx context.Context, cfg ConsumerConfig) (Consumer, error)
}

type StreamConsumerManager interface {
	CreateOrUpdateConsumer(ctx context.Context, stream string, cfg ConsumerConfig) (Consumer, error)
}

type PullMessagesOpt interface{ configureMessages(opts *consumeOpts) error }

type consumeOpts struct{}

type NextOpt interface{ configureNext(opts *nextOpts) }

type nextOpts struct{}

type MessagesContext interface {
	Next(opts ...NextOpt) (Msg, error)
	Stop()
}
