// Package layers has the write and the publish in functions of their own.
package layers

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/nats-io/nats.go"
	"gorm.io/gorm"
)

// Order is what is sold.
type Order struct {
	ID    uint
	State string
}

// OrderPlaced is the event.
type OrderPlaced struct {
	ID uint `json:"id"`
}

// Repository keeps orders.
type Repository interface {
	Create(ctx context.Context, o *Order) error
	Find(ctx context.Context, id uint) (*Order, error)
}

// Notifier tells others.
type Notifier interface {
	OrderPlaced(ctx context.Context, o *Order) error
	Quietly(ctx context.Context, o *Order)
}

type repository struct{ db *gorm.DB }

func (r *repository) Create(ctx context.Context, o *Order) error { return r.db.Create(o).Error }

func (r *repository) Find(ctx context.Context, id uint) (*Order, error) {
	var o Order
	if err := r.db.First(&o, id).Error; err != nil {
		return nil, err
	}
	return &o, nil
}

type notifier struct{ js nats.JetStreamContext }

func (n *notifier) OrderPlaced(ctx context.Context, o *Order) error {
	return n.publish("orders.placed", OrderPlaced{ID: o.ID})
}

func (n *notifier) Quietly(ctx context.Context, o *Order) {
	if err := n.publish("orders.placed", OrderPlaced{ID: o.ID}); err != nil {
		log.Print(err)
	}
}

func (n *notifier) publish(subject string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	_, err = n.js.Publish(subject, body)
	return err
}

// Service takes orders.
type Service struct {
	repo   Repository
	notify Notifier
}

// New wires the parts.
func New(db *gorm.DB, js nats.JetStreamContext) *Service {
	return &Service{repo: &repository{db}, notify: &notifier{js}}
}

// CreateThenTell writes first.
func (s *Service) CreateThenTell(ctx context.Context, o *Order) error {
	if err := s.repo.Create(ctx, o); err != nil {
		return err
	}
	return s.notify.OrderPlaced(ctx, o) // want "info: event is published after the write"
}

// TellThenCreate publishes first.
func (s *Service) TellThenCreate(ctx context.Context, o *Order) error {
	if err := s.notify.OrderPlaced(ctx, o); err != nil { // want "warning: event is published before the write"
		return err
	}
	return s.repo.Create(ctx, o)
}

// TellQuietlyThenCreate publishes first, and does not care whether that worked.
func (s *Service) TellQuietlyThenCreate(ctx context.Context, o *Order) error {
	s.notify.Quietly(ctx, o) // want "warning: event is published before the write"
	return s.repo.Create(ctx, o)
}

// FindThenTell writes nothing.
func (s *Service) FindThenTell(ctx context.Context, id uint) error {
	o, err := s.repo.Find(ctx, id)
	if err != nil {
		return err
	}
	return s.notify.OrderPlaced(ctx, o)
}

// Steps calls its own methods.
func (s *Service) Steps(ctx context.Context, o *Order) error {
	if err := s.store(ctx, o); err != nil {
		return err
	}
	return s.tell(ctx, o) // want "info: event is published after the write"
}

// StepsReversed calls them the other way round.
func (s *Service) StepsReversed(ctx context.Context, o *Order) error {
	if err := s.tell(ctx, o); err != nil { // want "warning: event is published before the write"
		return err
	}
	return s.store(ctx, o)
}

func (s *Service) store(ctx context.Context, o *Order) error { return s.repo.Create(ctx, o) }

func (s *Service) tell(ctx context.Context, o *Order) error { return s.notify.OrderPlaced(ctx, o) }

// Loop writes and tells of each.
func (s *Service) Loop(ctx context.Context, orders []*Order) error {
	for _, o := range orders {
		if err := s.repo.Create(ctx, o); err != nil {
			return err
		}
		if err := s.notify.OrderPlaced(ctx, o); err != nil { // want "info: event is published after the write"
			return err
		}
	}
	return nil
}

// LoopReversed tells first, each time.
func (s *Service) LoopReversed(ctx context.Context, orders []*Order) error {
	for _, o := range orders {
		if err := s.notify.OrderPlaced(ctx, o); err != nil { // want "warning: event is published before the write"
			return err
		}
		if err := s.repo.Create(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// TellOfOther tells of an order that was there before.
func (s *Service) TellOfOther(ctx context.Context, o *Order, old uint) error {
	if err := s.repo.Create(ctx, o); err != nil {
		return err
	}
	before, err := s.repo.Find(ctx, old)
	if err != nil {
		return err
	}
	return s.notify.OrderPlaced(ctx, before)
}

// Announce tells that something begins; what is done tells of itself.
func (s *Service) Announce(ctx context.Context, o *Order) error {
	if err := s.notify.OrderPlaced(ctx, o); err != nil {
		return err
	}
	return s.Steps(ctx, o)
}
