package app

import (
	"context"
	"log/slog"

	"shop.example/shop/internal/orders/events"
)

// RemindUnpaid tells that an order still waits for its payment.
func (s *Service) RemindUnpaid(ctx context.Context, id string) error {
	o, err := s.orders.Get(ctx, id)
	if err != nil {
		return err
	}
	e, err := events.Changed(events.TypeUnpaid, o)
	if err != nil {
		return err
	}
	_ = s.events.Publish(ctx, e)
	return nil
}

// RemindUnpaidChecked tells that an order still waits for its payment, and fails if it cannot.
func (s *Service) RemindUnpaidChecked(ctx context.Context, id string) error {
	o, err := s.orders.Get(ctx, id)
	if err != nil {
		return err
	}
	e, err := events.Changed(events.TypeUnpaid, o)
	if err != nil {
		return err
	}
	return s.events.Publish(ctx, e)
}

// FlagForReview asks the fraud desk to look at an order.
func (s *Service) FlagForReview(ctx context.Context, id string) error {
	o, err := s.orders.Get(ctx, id)
	if err != nil {
		return err
	}
	e, err := events.Changed(events.TypeFlagged, o)
	if err != nil {
		return err
	}
	if err := s.events.Publish(ctx, e); err != nil {
		slog.ErrorContext(ctx, "flag order for review", "order", id, "err", err)
	}
	return nil
}

// FlagForReviewChecked asks the fraud desk to look at an order, and fails if it cannot.
func (s *Service) FlagForReviewChecked(ctx context.Context, id string) error {
	o, err := s.orders.Get(ctx, id)
	if err != nil {
		return err
	}
	e, err := events.Changed(events.TypeFlagged, o)
	if err != nil {
		return err
	}
	if err := s.events.Publish(ctx, e); err != nil {
		slog.WarnContext(ctx, "flag order for review", "order", id)
		return err
	}
	return nil
}
