// Package ports is what the application of shipping needs from the outside.
package ports

import (
	"context"

	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/shipping/domain"
)

// Shipments stores shipments, and events next to them.
type Shipments interface {
	Add(ctx context.Context, s domain.Shipment) error // does nothing if it is there
	Save(ctx context.Context, s domain.Shipment) error
	Get(ctx context.Context, id string) (domain.Shipment, error)
	AddEvent(ctx context.Context, e event.Envelope) error
}

// Store gives shipments in a transaction and without one.
type Store interface {
	Shipments
	InTx(ctx context.Context, fn func(tx Shipments) error) error
}

// Carriers are the parcel services.
type Carriers interface {
	Tell(ctx context.Context, e event.Envelope) error
}
