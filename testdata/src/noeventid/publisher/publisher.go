// Package publisher encodes events.
package publisher

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"noeventid/transport"
)

// Plain publishes events without an id.
type Plain struct{ channel *transport.Channel }

// NewPlain makes a Plain.
func NewPlain(c *transport.Channel) *Plain { return &Plain{channel: c} }

// Publish sends an event.
func (p *Plain) Publish(ctx context.Context, name string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return p.channel.Send(ctx, name, "", body)
}

// Careful gives each event an id.
type Careful struct{ channel *transport.Channel }

// NewCareful makes a Careful.
func NewCareful(c *transport.Channel) *Careful { return &Careful{channel: c} }

// Publish sends an event.
func (p *Careful) Publish(ctx context.Context, name string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return p.channel.Send(ctx, name, uuid.NewString(), body)
}

// Marked says that this is the careful one.
func (p *Careful) Marked() {}
