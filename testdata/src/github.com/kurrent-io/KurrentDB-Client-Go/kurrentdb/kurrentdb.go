// Package kurrentdb stands in for the real library in fixtures.
package kurrentdb

import (
	"context"

	"github.com/google/uuid"
)

type AppendToStreamOptions struct{}

type Client struct{}

func (client *Client) AppendToStream(context context.Context, streamID string, opts AppendToStreamOptions, events ...EventData) (*WriteResult, error) {
	panic("stub")
}
func (client *Client) SubscribeToPersistentSubscription(ctx context.Context, streamName string, groupName string, options SubscribeToPersistentSubscriptionOptions) (*PersistentSubscription, error) {
	panic("stub")
}

type EventAppeared struct{ Event *ResolvedEvent }

type EventData struct {
	EventID   uuid.UUID
	EventType string
	Data      []byte
}

type PersistentSubscription struct{}

func (connection *PersistentSubscription) Ack(messages ...*ResolvedEvent) error { panic("stub") }
func (connection *PersistentSubscription) Recv() *PersistentSubscriptionEvent   { panic("stub") }

type PersistentSubscriptionEvent struct{ EventAppeared *EventAppeared }

type RecordedEvent struct{ Data []byte }

type ResolvedEvent struct{ Event *RecordedEvent }

type SubscribeToPersistentSubscriptionOptions struct{}

type WriteResult struct{}
