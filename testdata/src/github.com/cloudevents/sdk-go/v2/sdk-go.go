// Package v2 stands in for the real library in fixtures.
package v2

import (
	"github.com/cloudevents/sdk-go/v2/client"
	"github.com/cloudevents/sdk-go/v2/event"
	"github.com/cloudevents/sdk-go/v2/protocol"
	"github.com/cloudevents/sdk-go/v2/protocol/http"
)

const ApplicationJSON = "application/json"

type Client = client.Client

type Event = event.Event

var IsUndelivered func(target protocol.Result) bool

var NewClient func(obj any, opts ...client.Option) (client.Client, error)

var NewClientHTTP func(opts ...http.Option) (client.Client, error)

var NewEvent func(version ...string) event.Event

type Result = protocol.Result
