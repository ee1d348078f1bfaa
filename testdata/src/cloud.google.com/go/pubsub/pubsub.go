// Package pubsub stands in for the real library in fixtures.
package pubsub

import (
	"context"

	ipubsub "cloud.google.com/go/internal/pubsub"
)

type Message = ipubsub.Message

type PublishResult = ipubsub.PublishResult

type Topic struct{}

func (t *Topic) Publish(ctx context.Context, msg *Message) *PublishResult { panic("stub") }

func (t *Topic) Flush() { panic("stub") }
func (t *Topic) Stop()  { panic("stub") }

type Client struct{}

func (c *Client) Topic(id string) *Topic { panic("stub") }
func (c *Client) Close() error           { panic("stub") }

type Subscription struct{}

func (s *Subscription) Receive(ctx context.Context, f func(context.Context, *Message)) error {
	panic("stub")
}
