// Package publisher encodes events.
package publisher

import (
	"context"
	"encoding/json"

	"unversioned/transport"
)

// Publisher publishes events.
type Publisher struct{ channel *transport.Channel }

// New makes a Publisher.
func New(c *transport.Channel) *Publisher { return &Publisher{channel: c} }

// Publish sends an event.
func (p *Publisher) Publish(ctx context.Context, name string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return p.channel.Send(ctx, name, map[string]any{"name": name}, body)
}

// Versioned publishes events with their version.
type Versioned struct{ channel *transport.Channel }

// NewVersioned makes a Versioned.
func NewVersioned(c *transport.Channel) *Versioned { return &Versioned{channel: c} }

// Publish sends an event.
func (p *Versioned) Publish(ctx context.Context, name string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return p.channel.Send(ctx, name, map[string]any{"name": name, "schema_version": 1}, body)
}
