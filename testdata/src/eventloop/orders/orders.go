// Package orders publishes and consumes through a wrapper of another package, and an interface.
package orders

import (
	"context"
	"encoding/json"

	"eventloop/wrapper"
)

type Placed struct{ ID string }

type Confirmed struct{ ID string }

type service struct{ bus wrapper.Publisher }

func (s *service) confirm(ctx context.Context, id string) error {
	return s.bus.Publish(ctx, "orders.confirmed", Confirmed{id})
}

func (s *service) place(ctx context.Context, id string) error {
	return s.bus.Publish(ctx, "orders.placed", Placed{id}) // want "error: the handler of .orders.placed. publishes it again"
}

func (s *service) onPlaced(ctx context.Context, body []byte) error {
	var p Placed
	if err := json.Unmarshal(body, &p); err != nil {
		return err
	}
	if err := s.confirm(ctx, p.ID); err != nil {
		return err
	}
	return s.place(ctx, p.ID)
}

// It publishes another event to its topic: that is nobody's loop.
func (s *service) onConfirmed(ctx context.Context, body []byte) error {
	var c Confirmed
	if err := json.Unmarshal(body, &c); err != nil {
		return err
	}
	return s.bus.Publish(ctx, "orders.confirmed", Placed{c.ID})
}

func Run(ctx context.Context) error {
	s := &service{wrapper.New()}
	go func() { _ = wrapper.Consume(ctx, "orders.confirmed", s.onConfirmed) }()
	return wrapper.Consume(ctx, "orders.placed", s.onPlaced)
}
