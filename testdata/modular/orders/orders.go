// Package orders publishes through the wrapper: what its calls do is known from the fact of package bus alone.
package orders

import (
	"context"
	"database/sql"

	"example.com/modular/bus"
)

// Service places orders.
type Service struct {
	db  *sql.DB
	bus *bus.Bus
}

// Early publishes before the commit.
func (s *Service) Early(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	if err := s.bus.Publish(ctx, "orders.v1", []byte(`{"version":1}`)); err != nil {
		return err
	}
	return tx.Commit()
}

// Late publishes behind it.
func (s *Service) Late(ctx context.Context, id string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.bus.Publish(ctx, "orders.v1", []byte(`{"version":1}`))
}
