// Package relay moves events from a table to a broker, and handles some by a type of its own.
package relay

import (
	"context"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/components/forwarder"
	"github.com/ThreeDotsLabs/watermill/message"
)

func relay(table message.Subscriber, broker message.Publisher, log watermill.LoggerAdapter) (*forwarder.Forwarder, error) {
	return forwarder.NewForwarder(table, broker, log, forwarder.Config{ForwarderTopic: "outbox"}) // edge: consume "outbox" - high
}

type audit struct{ seen int }

func (a *audit) HandlerName() string { return "audit" }
func (a *audit) NewEvent() any       { return &Audited{} }

func (a *audit) Handle(ctx context.Context, e any) error {
	if audited, ok := e.(*Audited); ok && audited.ID != "" {
		a.seen++
	}
	return nil
}

type Audited struct{ ID string }

func register(p *cqrs.EventProcessor) error {
	return p.AddHandlers(&audit{}) // edge: consume "events.relay.Audited" edges/relay.Audited high
}
