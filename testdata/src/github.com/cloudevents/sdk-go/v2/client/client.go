// Package client stands in for the real library in fixtures.
package client

import (
	"context"

	"github.com/cloudevents/sdk-go/v2/event"
	"github.com/cloudevents/sdk-go/v2/protocol"
	"github.com/cloudevents/sdk-go/v2/protocol/http"
)

type Client interface {
	Request(ctx context.Context, event event.Event) (*event.Event, protocol.Result)
	Send(ctx context.Context, event event.Event) protocol.Result
	StartReceiver(ctx context.Context, fn any) error
}

func New(obj any, opts ...Option) (Client, error) { panic("stub") }

func NewHTTP(opts ...http.Option) (Client, error) { panic("stub") }

type Option func(any) error
