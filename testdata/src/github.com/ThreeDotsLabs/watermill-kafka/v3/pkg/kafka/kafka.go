// Package kafka stands in for the real library in fixtures.
package kafka

import (
	"context"
	"time"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type Marshaler interface {
	Marshal(topic string, msg *message.Message) (*sarama.ProducerMessage, error)
}

type DefaultMarshaler struct{}

func (DefaultMarshaler) Marshal(topic string, msg *message.Message) (*sarama.ProducerMessage, error) {
	panic("stub")
}

type GeneratePartitionKey func(topic string, msg *message.Message) (string, error)

type MarshalerUnmarshaler interface{ Marshaler }

func NewWithPartitioningMarshaler(generatePartitionKey GeneratePartitionKey) MarshalerUnmarshaler {
	panic("stub")
}

func DefaultSaramaSyncPublisherConfig() *sarama.Config { panic("stub") }

type PublisherConfig struct {
	Brokers               []string
	Marshaler             Marshaler
	OverwriteSaramaConfig *sarama.Config
}

type Publisher struct{}

func NewPublisher(config PublisherConfig, logger watermill.LoggerAdapter) (*Publisher, error) {
	panic("stub")
}

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }

type Unmarshaler interface {
	Unmarshal(*sarama.ConsumerMessage) (*message.Message, error)
}

type SubscriberConfig struct {
	Brokers               []string
	Unmarshaler           Unmarshaler
	OverwriteSaramaConfig *sarama.Config
	ConsumerGroup         string
	NackResendSleep       time.Duration
}

type Subscriber struct{}

func NewSubscriber(config SubscriberConfig, logger watermill.LoggerAdapter) (*Subscriber, error) {
	panic("stub")
}

func (s *Subscriber) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	panic("stub")
}
func (s *Subscriber) Close() error { panic("stub") }
