// Package pulsar stands in for the real library in fixtures.
package pulsar

import (
	"context"
	"time"
)

type MessageID interface{ Serialize() []byte }

type ProducerMessage struct {
	OrderingKey string
	Payload     []byte
	Key         string
	Properties  map[string]string
}

type Producer interface {
	Send(context.Context, *ProducerMessage) (MessageID, error)
	SendAsync(context.Context, *ProducerMessage, func(MessageID, *ProducerMessage, error))
	FlushWithCtx(ctx context.Context) error
	Close()
}

type ClientOptions struct{ URL string }

type BatcherBuilderType int

const (
	DefaultBatchBuilder BatcherBuilderType = iota
	KeyBasedBatchBuilder
)

type ProducerOptions struct {
	Topic           string
	DisableBatching bool
	BatcherBuilderType
}

type Client interface {
	CreateProducer(ProducerOptions) (Producer, error)
	Subscribe(ConsumerOptions) (Consumer, error)
	Close()
}

func NewClient(options ClientOptions) (Client, error) { panic("stub") }

type SubscriptionType int

const (
	Exclusive SubscriptionType = iota
	Shared
	Failover
	KeyShared
)

type SubscriptionInitialPosition int

const (
	SubscriptionPositionLatest SubscriptionInitialPosition = iota
	SubscriptionPositionEarliest
)

type SubscriptionMode int

const (
	Durable SubscriptionMode = iota
	NonDurable
)

type DLQPolicy struct {
	MaxDeliveries   uint32
	DeadLetterTopic string
}

type ConsumerOptions struct {
	Topic            string
	SubscriptionName string
	Type             SubscriptionType
	SubscriptionInitialPosition
	SubscriptionMode SubscriptionMode
	DLQ              *DLQPolicy
	RetryEnable      bool
}

type Message interface {
	ID() MessageID
	Payload() []byte
	Key() string
}

type Consumer interface {
	Receive(context.Context) (Message, error)
	Ack(Message) error
	AckCumulative(msg Message) error
	Nack(Message)
	ReconsumeLater(msg Message, delay time.Duration)
	Unsubscribe() error
	Close()
}
