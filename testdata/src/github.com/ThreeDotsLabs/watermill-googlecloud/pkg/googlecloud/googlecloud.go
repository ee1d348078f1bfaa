// Package googlecloud stands in for the real library in fixtures.
package googlecloud

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type PublisherConfig struct {
	ProjectID                 string
	DoNotCreateTopicIfMissing bool
	EnableMessageOrdering     bool
}

type Publisher struct{}

func NewPublisher(config PublisherConfig, logger watermill.LoggerAdapter) (*Publisher, error) {
	panic("stub")
}

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }
