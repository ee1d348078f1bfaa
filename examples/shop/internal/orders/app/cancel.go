package app

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"shop.example/shop/internal/orders/domain"
	"shop.example/shop/internal/orders/events"
)

// CancelOrder cancels an order and tells of it while the row is being written.
func (s *Service) CancelOrder(ctx context.Context, id string) error {
	return s.uow.WithTx(ctx, func(ctx context.Context) error {
		o, err := s.orders.Get(ctx, id)
		if err != nil {
			return err
		}
		if err := o.To(domain.Cancelled, s.now()); err != nil {
			return err
		}
		e, err := events.Changed(events.TypeCancelled, o)
		if err != nil {
			return err
		}
		var g errgroup.Group
		g.Go(func() error {
			return s.events.Publish(ctx, e)
		})
		err = s.orders.Update(ctx, o)
		return errors.Join(err, g.Wait())
	})
}

// CancelOrderOutbox cancels an order and stores the event with it.
func (s *Service) CancelOrderOutbox(ctx context.Context, id string) error {
	return s.uow.WithTx(ctx, func(ctx context.Context) error {
		o, err := s.move(ctx, id, domain.Cancelled)
		if err != nil {
			return err
		}
		e, err := events.Changed(events.TypeCancelled, o)
		if err != nil {
			return err
		}
		return s.outbox.Publish(ctx, e)
	})
}
