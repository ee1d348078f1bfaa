// Package client stands in for the real library in fixtures.
package client

import (
	"context"

	"github.com/dapr/dapr/pkg/proto/runtime/v1"
	"github.com/dapr/go-sdk/service/common"
)

type Client interface {
	Close()
	GetState(ctx context.Context, storeName string, key string, meta map[string]string) (item *StateItem, err error)
	InvokeMethod(ctx context.Context, appID string, methodName string, verb string) (out []byte, err error)
	PublishEvent(ctx context.Context, pubsubName string, topicName string, data any, opts ...PublishEventOption) error
	PublishEvents(ctx context.Context, pubsubName string, topicName string, events []any, opts ...PublishEventsOption) PublishEventsResponse
	SaveState(ctx context.Context, storeName string, key string, data []byte, meta map[string]string, so ...StateOption) error
	Subscribe(ctx context.Context, opts SubscriptionOptions) (*Subscription, error)
	SubscribeWithHandler(ctx context.Context, opts SubscriptionOptions, handler SubscriptionHandleFunction) (func() error, error)
}

func NewClient() (client Client, err error) { panic("stub") }

type PublishEventOption func(*runtime.PublishEventRequest)

type PublishEventsOption func(*runtime.BulkPublishRequest)

type PublishEventsResponse struct {
	Error        error
	FailedEvents []any
}

type StateItem struct{}

type StateOption func(*StateOptions)

type StateOptions struct{}

type Subscription struct{}

func (s *Subscription) Receive() (*SubscriptionMessage, error) { panic("stub") }

type SubscriptionHandleFunction func(event *common.TopicEvent) common.SubscriptionResponseStatus

type SubscriptionMessage struct{ *common.TopicEvent }

func (s *SubscriptionMessage) Success() error { panic("stub") }

type SubscriptionOptions struct {
	PubsubName string
	Topic      string
}
