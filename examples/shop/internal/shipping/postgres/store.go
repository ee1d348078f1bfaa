// Package postgres stores shipments in PostgreSQL.
package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/platform/outbox"
	"shop.example/shop/internal/platform/uow"
	"shop.example/shop/internal/shipping/domain"
	"shop.example/shop/internal/shipping/events"
	"shop.example/shop/internal/shipping/ports"
)

// Store is the table of shipments.
type Store struct {
	shipments
	pool *pgxpool.Pool
}

// NewStore returns the table.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{shipments: shipments{db: pool}, pool: pool} }

// InTx calls fn with the table in a transaction.
func (s *Store) InTx(ctx context.Context, fn func(tx ports.Shipments) error) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return fn(shipments{db: tx}) })
}

type shipments struct{ db uow.DB }

func (r shipments) Add(ctx context.Context, s domain.Shipment) error {
	_, err := r.db.Exec(ctx, `INSERT INTO shipments (id, order_id, carrier, status, updated_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
		s.ID, s.OrderID, s.Carrier, s.Status, s.UpdatedAt)
	if err != nil {
		return fmt.Errorf("insert shipment %s: %w", s.ID, err)
	}
	return nil
}

func (r shipments) Save(ctx context.Context, s domain.Shipment) error {
	_, err := r.db.Exec(ctx, `UPDATE shipments SET carrier = $2, status = $3, updated_at = $4 WHERE id = $1`, s.ID, s.Carrier, s.Status, s.UpdatedAt)
	if err != nil {
		return fmt.Errorf("save shipment %s: %w", s.ID, err)
	}
	return nil
}

func (r shipments) Get(ctx context.Context, id string) (domain.Shipment, error) {
	s := domain.Shipment{ID: id}
	err := r.db.QueryRow(ctx, `SELECT order_id, carrier, status, updated_at FROM shipments WHERE id = $1`, id).
		Scan(&s.OrderID, &s.Carrier, &s.Status, &s.UpdatedAt)
	if err != nil {
		return domain.Shipment{}, fmt.Errorf("read shipment %s: %w", id, err)
	}
	return s, nil
}

func (r shipments) AddEvent(ctx context.Context, e event.Envelope) error {
	return outbox.Insert(ctx, r.db, events.Exchange, e)
}
