// Package googlecloud stands in for the real library in fixtures.
package googlecloud

import (
	"context"

	"cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type PublisherConfig struct {
	ProjectID                 string
	DoNotCreateTopicIfMissing bool
	EnableMessageOrdering     bool

	EnableMessageOrderingAutoResumePublishOnError bool

	Marshaler Marshaler
}

type Marshaler interface {
	Marshal(topic string, msg *message.Message) (*pubsub.Message, error)
}

type DefaultMarshalerUnmarshaler struct{}

func (DefaultMarshalerUnmarshaler) Marshal(topic string, msg *message.Message) (*pubsub.Message, error) {
	panic("stub")
}

type GenerateOrderingKey func(topic string, msg *message.Message) (string, error)

func NewOrderingMarshaler(generateOrderingKey GenerateOrderingKey) Marshaler { panic("stub") }

type Publisher struct{}

func NewPublisher(config PublisherConfig, logger watermill.LoggerAdapter) (*Publisher, error) {
	panic("stub")
}

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }

type SubscriberConfig struct {
	ProjectID       string
	ReceiveSettings pubsub.ReceiveSettings
}

type Subscriber struct{}

func NewSubscriber(config SubscriberConfig, logger watermill.LoggerAdapter) (*Subscriber, error) {
	panic("stub")
}

func (s *Subscriber) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	panic("stub")
}
func (s *Subscriber) Close() error { panic("stub") }
