// Package wrapper writes through repositories.
package wrapper

import (
	"context"
	"database/sql"

	"outboxbypass/store"
)

type service struct {
	db     *sql.DB
	orders *store.Orders
	events *store.Events
}

func (s *service) place(ctx context.Context, id string) error {
	if err := s.orders.Save(ctx, id); err != nil {
		return err
	}
	return s.events.Save(ctx, id) // want "error: outbox row and data are written in no common transaction"
}

func (s *service) placeWell(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.orders.SaveTx(ctx, tx, id); err != nil {
		return err
	}
	if err := s.events.SaveTx(ctx, tx, id); err != nil {
		return err
	}
	return tx.Commit()
}
