// Package app publishes through ports of its own.
package app

import "context"

// Events is a port.
type Events interface {
	Publish(ctx context.Context, name string, event any) error
}

// Plain is given a publisher without versions.
type Plain struct{ events Events }

// NewPlain makes a Plain.
func NewPlain(e Events) *Plain { return &Plain{events: e} }

// ParcelPacked has no version, nor has its message.
type ParcelPacked struct{ ParcelID string } // want "warning: payload has no version"

// ParcelSealedV1 has one.
type ParcelSealedV1 struct{ ParcelID string }

// Pack publishes.
func (s *Plain) Pack(ctx context.Context, id string) error {
	if err := s.events.Publish(ctx, "parcel.packed", ParcelPacked{ParcelID: id}); err != nil {
		return err
	}
	return s.events.Publish(ctx, "parcel.sealed", ParcelSealedV1{ParcelID: id})
}

// Careful is given one whose header says the version.
type Careful struct{ events Stamped }

// Stamped is another port.
type Stamped interface {
	Publish(ctx context.Context, name string, event any) error
	Stamped()
}

// NewCareful makes a Careful.
func NewCareful(e Stamped) *Careful { return &Careful{events: e} }

// ParcelSent has its version in a header.
type ParcelSent struct{ ParcelID string }

// Send publishes.
func (s *Careful) Send(ctx context.Context, id string) error {
	return s.events.Publish(ctx, "parcel.sent", ParcelSent{ParcelID: id})
}
