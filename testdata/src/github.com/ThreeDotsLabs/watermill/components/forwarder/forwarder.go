// Package forwarder stands in for the real library in fixtures.
package forwarder

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type PublisherConfig struct{ ForwarderTopic string }

type Publisher struct{ wrapped message.Publisher }

func NewPublisher(publisher message.Publisher, config PublisherConfig) *Publisher { panic("stub") }

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }

type Config struct{ ForwarderTopic string }

type Forwarder struct{ config Config }

func NewForwarder(subscriberIn message.Subscriber, publisherOut message.Publisher, logger watermill.LoggerAdapter, config Config) (*Forwarder, error) {
	panic("stub")
}
