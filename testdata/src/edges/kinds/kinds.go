// Package kinds has functions that make an event, and are told by their callers which one.
package kinds

import (
	"context"
	"encoding/json"

	"github.com/nats-io/nats.go"

	"edges/bus"
)

type Kind string

const (
	Opened Kind = "opened"
	Closed Kind = "closed"
)

type Changed struct {
	ID   string
	Kind Kind
}

type Service struct {
	bus *bus.Bus
	nc  *nats.Conn
}

func New(nc *nats.Conn) *Service { return &Service{bus: bus.New("accounts"), nc: nc} }

// emit is told what happened: its callers publish.
func (s *Service) emit(ctx context.Context, id string, kind Kind) error {
	return s.bus.Publish(ctx, "changed", &Changed{ID: id, Kind: kind})
}

func (s *Service) Open(ctx context.Context, id string) error {
	return s.emit(ctx, id, Opened) // edge: publish "accounts.changed" edges/kinds.Changed high
}

func (s *Service) Close(ctx context.Context, id string) error {
	return s.emit(ctx, id, Closed) // edge: publish "accounts.changed" edges/kinds.Changed high
}

// later is told what happened, and publishes from a goroutine.
func (s *Service) later(ctx context.Context, id string, kind Kind) {
	go func() {
		_ = s.bus.Publish(ctx, "late", Changed{id, kind})
	}()
}

func (s *Service) OpenLater(ctx context.Context, id string) {
	s.later(ctx, id, Opened) // edge: publish "accounts.late" edges/kinds.Changed high
}

func (s *Service) CloseLater(ctx context.Context, id string) {
	s.later(ctx, id, Closed) // edge: publish "accounts.late" edges/kinds.Changed high
}

// send is told the topic, through another function.
func (s *Service) send(id, topic string) error {
	body, err := json.Marshal(Changed{ID: id})
	if err != nil {
		return err
	}
	return s.nc.Publish("accounts."+topic, body)
}

func (s *Service) sendTo(id, topic string) error { return s.send(id, topic) }

func (s *Service) Lock(id string) error {
	return s.sendTo(id, "locked") // edge: publish "accounts.locked" edges/kinds.Changed high
}

func (s *Service) Unlock(id string) error {
	return s.sendTo(id, "unlocked") // edge: publish "accounts.unlocked" edges/kinds.Changed high
}

// always is given the same constant by all: it says nothing.
func (s *Service) always(ctx context.Context, id string, kind Kind) error {
	return s.bus.Publish(ctx, "touched", Changed{id, kind}) // edge: publish "accounts.touched" edges/kinds.Changed high
}

func (s *Service) Touch(ctx context.Context, id string) error { return s.always(ctx, id, Opened) }

func (s *Service) Read(ctx context.Context, id string) error { return s.always(ctx, id, Opened) }

// anything is given a value that one caller does not know: it is no kind.
func (s *Service) anything(ctx context.Context, id string, kind Kind) error {
	return s.bus.Publish(ctx, "set", Changed{id, kind}) // edge: publish "accounts.set" edges/kinds.Changed high
}

func (s *Service) Reopen(ctx context.Context, id string) error { return s.anything(ctx, id, Opened) }

func (s *Service) Set(ctx context.Context, id string, req *Changed) error {
	return s.anything(ctx, id, req.Kind)
}

func (s *Service) Decoded(ctx context.Context, id string, body []byte) error {
	var req Changed
	if err := json.Unmarshal(body, &req); err != nil {
		return err
	}
	return s.Set(ctx, id, &req)
}
