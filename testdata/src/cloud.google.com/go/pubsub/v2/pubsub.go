// Package pubsub stands in for the real library in fixtures.
package pubsub

import (
	"context"

	ipubsub "cloud.google.com/go/internal/pubsub"
)

type Message = ipubsub.Message

type PublishResult = ipubsub.PublishResult

type Publisher struct {
	EnableMessageOrdering bool
	name                  string
}

func (t *Publisher) Publish(ctx context.Context, msg *Message) *PublishResult { panic("stub") }
func (t *Publisher) Stop()                                                    { panic("stub") }
func (t *Publisher) Flush()                                                   { panic("stub") }

type Client struct{}

func (c *Client) Publisher(topicNameOrID string) *Publisher { panic("stub") }
func (c *Client) Close() error                              { panic("stub") }

func (t *Publisher) ResumePublish(orderingKey string) { panic("stub") }

type ReceiveSettings struct {
	MaxOutstandingMessages int
	NumGoroutines          int
}

type Subscriber struct{ ReceiveSettings ReceiveSettings }

func (s *Subscriber) Receive(ctx context.Context, f func(context.Context, *Message)) error {
	panic("stub")
}

func (c *Client) Subscriber(nameOrID string) *Subscriber { panic("stub") }
