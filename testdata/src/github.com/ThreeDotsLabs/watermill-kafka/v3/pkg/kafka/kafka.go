// Package kafka stands in for the real library in fixtures.
package kafka

import (
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
