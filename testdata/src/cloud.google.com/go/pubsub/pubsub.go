// Package pubsub stands in for the real library in fixtures.
package pubsub

import (
	"context"
	"time"

	"cloud.google.com/go/internal/optional"
	ipubsub "cloud.google.com/go/internal/pubsub"
)

type Message = ipubsub.Message

type PublishResult = ipubsub.PublishResult

type Topic struct{ EnableMessageOrdering bool }

func (t *Topic) Publish(ctx context.Context, msg *Message) *PublishResult { panic("stub") }

func (t *Topic) Flush() { panic("stub") }
func (t *Topic) Stop()  { panic("stub") }

type Client struct{}

func (c *Client) Topic(id string) *Topic { panic("stub") }
func (c *Client) Close() error           { panic("stub") }

func (t *Topic) ResumePublish(orderingKey string) { panic("stub") }

type DeadLetterPolicy struct {
	DeadLetterTopic     string
	MaxDeliveryAttempts int
}

type SubscriptionConfig struct {
	Topic                 *Topic
	AckDeadline           time.Duration
	ExpirationPolicy      optional.Duration
	EnableMessageOrdering bool
	DeadLetterPolicy      *DeadLetterPolicy
}

type ReceiveSettings struct {
	MaxOutstandingMessages int
	NumGoroutines          int
}

type Subscription struct{ ReceiveSettings ReceiveSettings }

func (s *Subscription) Receive(ctx context.Context, f func(context.Context, *Message)) error {
	panic("stub")
}
func (s *Subscription) Delete(ctx context.Context) error { panic("stub") }

func (c *Client) Subscription(id string) *Subscription { panic("stub") }
func (c *Client) CreateSubscription(ctx context.Context, id string, cfg SubscriptionConfig) (*Subscription, error) {
	panic("stub")
}
