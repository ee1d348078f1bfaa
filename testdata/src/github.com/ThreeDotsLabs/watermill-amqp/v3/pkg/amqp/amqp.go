// Package amqp stands in for the real library in fixtures.
package amqp

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type PublishConfig struct {
	Transactional   bool
	ConfirmDelivery bool
}

type Config struct{ Publish PublishConfig }

func NewDurableQueueConfig(amqpURI string) Config { panic("stub") }

type Publisher struct{}

func NewPublisher(config Config, logger watermill.LoggerAdapter) (*Publisher, error) { panic("stub") }

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }
