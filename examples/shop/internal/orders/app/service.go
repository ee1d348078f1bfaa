// Package app holds the use cases of orders.
package app

import (
	"context"
	"time"

	"shop.example/shop/internal/orders/domain"
	"shop.example/shop/internal/orders/events"
	"shop.example/shop/internal/orders/ports"
)

// Service takes orders and follows them until they are allocated.
type Service struct {
	orders ports.Orders
	uow    ports.UnitOfWork
	events ports.Events
	outbox ports.Events
	now    func() time.Time
}

// New makes the service. Events go to the broker, outbox goes through the transaction of the context.
func New(orders ports.Orders, uow ports.UnitOfWork, events, outbox ports.Events, now func() time.Time) *Service {
	return &Service{orders: orders, uow: uow, events: events, outbox: outbox, now: now}
}

// PlaceOrder stores a new order and tells of it.
func (s *Service) PlaceOrder(ctx context.Context, o domain.Order) error {
	o.Status, o.UpdatedAt = domain.Placed, s.now()
	return s.uow.WithTx(ctx, func(ctx context.Context) error {
		if err := s.orders.Add(ctx, o); err != nil {
			return err
		}
		e, err := events.Changed(events.TypePlaced, o)
		if err != nil {
			return err
		}
		return s.events.Publish(ctx, e)
	})
}

// PlaceOrderOutbox stores a new order together with its event.
func (s *Service) PlaceOrderOutbox(ctx context.Context, o domain.Order) error {
	o.Status, o.UpdatedAt = domain.Placed, s.now()
	return s.uow.WithTx(ctx, func(ctx context.Context) error {
		if err := s.orders.Add(ctx, o); err != nil {
			return err
		}
		e, err := events.Changed(events.TypePlaced, o)
		if err != nil {
			return err
		}
		return s.outbox.Publish(ctx, e)
	})
}

// AllocateOrder reserves the stock for an order. Two orders may compete for the last piece.
func (s *Service) AllocateOrder(ctx context.Context, id string) error {
	return s.uow.WithRetry(ctx, func(ctx context.Context) error {
		o, err := s.move(ctx, id, domain.Allocated)
		if err != nil {
			return err
		}
		e, err := events.Changed(events.TypeAllocated, o)
		if err != nil {
			return err
		}
		return s.events.Publish(ctx, e)
	})
}

// AllocateOrderOutbox reserves the stock for an order and stores the event with it.
func (s *Service) AllocateOrderOutbox(ctx context.Context, id string) error {
	return s.uow.WithRetry(ctx, func(ctx context.Context) error {
		o, err := s.move(ctx, id, domain.Allocated)
		if err != nil {
			return err
		}
		e, err := events.Changed(events.TypeAllocated, o)
		if err != nil {
			return err
		}
		return s.outbox.Publish(ctx, e)
	})
}

// ConfirmOrder notes that the customer has confirmed, and tells of it.
func (s *Service) ConfirmOrder(ctx context.Context, id string) error {
	o, err := s.move(ctx, id, domain.Confirmed)
	if err != nil {
		return err
	}
	e, err := events.Changed(events.TypeConfirmed, o)
	if err != nil {
		return err
	}
	return s.events.Publish(ctx, e)
}

// ConfirmOrderOutbox notes that the customer has confirmed, and stores the event with it.
func (s *Service) ConfirmOrderOutbox(ctx context.Context, id string) error {
	return s.uow.WithTx(ctx, func(ctx context.Context) error {
		o, err := s.move(ctx, id, domain.Confirmed)
		if err != nil {
			return err
		}
		e, err := events.Changed(events.TypeConfirmed, o)
		if err != nil {
			return err
		}
		return s.outbox.Publish(ctx, e)
	})
}

func (s *Service) move(ctx context.Context, id string, to domain.Status) (domain.Order, error) {
	o, err := s.orders.Get(ctx, id)
	if err != nil {
		return domain.Order{}, err
	}
	if err := o.To(to, s.now()); err != nil {
		return domain.Order{}, err
	}
	return o, s.orders.Update(ctx, o)
}
