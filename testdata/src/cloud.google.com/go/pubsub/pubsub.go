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
