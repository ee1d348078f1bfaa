// Package sns stands in for the real library in fixtures.
package sns

import (
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

const MessageGroupIdMetadataField = "MessageGroupId"

type PublisherConfig struct{ DoNotCreateTopicIfNotExists bool }

type Publisher struct{}

func NewPublisher(config PublisherConfig, logger watermill.LoggerAdapter) (*Publisher, error) {
	panic("stub")
}

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic("stub") }
func (p *Publisher) Close() error                                             { panic("stub") }
