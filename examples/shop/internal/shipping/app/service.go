// Package app holds the use cases of shipping.
package app

import (
	"context"
	"time"

	"shop.example/shop/internal/shipping/domain"
	"shop.example/shop/internal/shipping/events"
	"shop.example/shop/internal/shipping/ports"
)

// Service sends parcels.
type Service struct {
	store    ports.Store
	carriers ports.Carriers
	now      func() time.Time
}

// New makes the service.
func New(store ports.Store, carriers ports.Carriers, now func() time.Time) *Service {
	return &Service{store: store, carriers: carriers, now: now}
}

// Create notes that an order is to be sent.
func (s *Service) Create(ctx context.Context, orderID string) error {
	return s.store.Add(ctx, domain.Shipment{ID: "ship-" + orderID, OrderID: orderID, Carrier: "parcelpost", Status: domain.Created, UpdatedAt: s.now()})
}

// Dispatch hands a parcel to its carrier.
func (s *Service) Dispatch(ctx context.Context, id string) error {
	return s.store.InTx(ctx, func(tx ports.Shipments) error {
		sh, err := s.move(ctx, tx, id, domain.Dispatched)
		if err != nil {
			return err
		}
		e, err := events.Moved(events.TypeDispatched, sh)
		if err != nil {
			return err
		}
		return s.carriers.Tell(ctx, e)
	})
}

// DispatchOutbox hands a parcel to its carrier and stores the event with it.
func (s *Service) DispatchOutbox(ctx context.Context, id string) error {
	return s.store.InTx(ctx, func(tx ports.Shipments) error {
		sh, err := s.move(ctx, tx, id, domain.Dispatched)
		if err != nil {
			return err
		}
		e, err := events.Moved(events.TypeDispatched, sh)
		if err != nil {
			return err
		}
		return tx.AddEvent(ctx, e)
	})
}

// BookPickup asks the carrier to come, and notes it.
func (s *Service) BookPickup(ctx context.Context, id string) error {
	sh, err := s.store.Get(ctx, id)
	if err != nil {
		return err
	}
	sh.Status, sh.UpdatedAt = domain.Booked, s.now()
	e, err := events.Moved(events.TypePickupBooked, sh)
	if err != nil {
		return err
	}
	if err := s.carriers.Tell(ctx, e); err != nil {
		return err
	}
	return s.store.Save(ctx, sh)
}

// BookPickupOutbox notes that the carrier is to come, and stores the event with it.
func (s *Service) BookPickupOutbox(ctx context.Context, id string) error {
	return s.store.InTx(ctx, func(tx ports.Shipments) error {
		sh, err := s.move(ctx, tx, id, domain.Booked)
		if err != nil {
			return err
		}
		e, err := events.Moved(events.TypePickupBooked, sh)
		if err != nil {
			return err
		}
		return tx.AddEvent(ctx, e)
	})
}

func (s *Service) move(ctx context.Context, tx ports.Shipments, id string, to domain.Status) (domain.Shipment, error) {
	sh, err := tx.Get(ctx, id)
	if err != nil {
		return domain.Shipment{}, err
	}
	sh.Status, sh.UpdatedAt = to, s.now()
	return sh, tx.Save(ctx, sh)
}
