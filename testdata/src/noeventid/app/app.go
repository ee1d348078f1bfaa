// Package app publishes through ports of its own.
package app

import "context"

// Events is a port.
type Events interface {
	Publish(ctx context.Context, name string, event any) error
}

// Marked is another.
type Marked interface {
	Events
	Marked()
}

// Service publishes through both.
type Service struct {
	plain   Events
	careful Marked
}

// New makes a Service.
func New(e Events, m Marked) *Service { return &Service{plain: e, careful: m} }

// ParcelPacked has no id, nor has its message.
type ParcelPacked struct{ ParcelID string } // want "warning: message carries no event id"

// ParcelSealed has one of its own.
type ParcelSealed struct{ ParcelID, EventID string }

// ParcelSent has that of its message.
type ParcelSent struct{ ParcelID string }

// Pack publishes.
func (s *Service) Pack(ctx context.Context, id, event string) error {
	if err := s.plain.Publish(ctx, "parcel.packed", ParcelPacked{ParcelID: id}); err != nil {
		return err
	}
	if err := s.plain.Publish(ctx, "parcel.sealed", ParcelSealed{ParcelID: id, EventID: event}); err != nil {
		return err
	}
	return s.careful.Publish(ctx, "parcel.sent", ParcelSent{ParcelID: id})
}
