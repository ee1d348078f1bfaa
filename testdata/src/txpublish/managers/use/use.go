// Package use runs functions in transactions that another package opens.
package use

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"txpublish/bus"
	"txpublish/managers"
)

type service struct {
	m   *managers.Manager
	db  *sql.DB
	bus *bus.Producer
}

func (s *service) send(ctx context.Context) error { return s.bus.Send(ctx, "orders.v1", nil) }

func (s *service) inside(ctx context.Context) error {
	return s.m.Do(ctx, func(ctx context.Context, tx *managers.Tx) error {
		if err := tx.Exec(ctx, "UPDATE orders SET placed = true"); err != nil {
			return err
		}
		return s.send(ctx) // want "error: event is published before"
	})
}

func (s *service) after(ctx context.Context) error {
	err := s.m.Do(ctx, func(ctx context.Context, tx *managers.Tx) error {
		return tx.Exec(ctx, "UPDATE orders SET placed = true")
	})
	if err != nil {
		return err
	}
	return s.send(ctx)
}

// nested is inside the outer transaction, though the inner one is over.
func (s *service) nested(ctx context.Context) error {
	return s.m.Do(ctx, func(ctx context.Context, tx *managers.Tx) error {
		if err := s.m.Do(ctx, func(ctx context.Context, tx *managers.Tx) error { return nil }); err != nil {
			return err
		}
		return s.send(ctx) // want "error: event is published before"
	})
}

// nestedDeep publishes in the inner one.
func (s *service) nestedDeep(ctx context.Context) error {
	return s.m.Do(ctx, func(ctx context.Context, tx *managers.Tx) error {
		return s.m.Do(ctx, func(ctx context.Context, tx *managers.Tx) error {
			return s.send(ctx) // want "error: event is published before"
		})
	})
}

func (s *service) then(ctx context.Context) error {
	return s.m.DoThen(ctx, func(ctx context.Context, tx *managers.Tx) error { return nil }, s.send)
}

func (s *service) thenInside(ctx context.Context) error {
	return s.m.DoThen(ctx, func(ctx context.Context, tx *managers.Tx) error {
		return s.send(ctx) // want "error: event is published before"
	}, func(context.Context) error { return nil })
}

func (s *service) both(ctx context.Context) error {
	return s.m.DoBoth(ctx, func(ctx context.Context, tx *managers.Tx) error { return nil }, func(ctx context.Context) error {
		return s.send(ctx) // want "error: event is published before"
	})
}

func (s *service) value(ctx context.Context) (int, error) {
	return managers.Value(ctx, s.db, func(tx *sql.Tx) (int, error) {
		return 1, s.send(ctx) // want "error: event is published before"
	})
}

// collected returns the event from the transaction.
func (s *service) collected(ctx context.Context) error {
	topic, err := managers.Value(ctx, s.db, func(tx *sql.Tx) (string, error) {
		_, err := tx.ExecContext(ctx, "UPDATE orders SET placed = true")
		return "orders.v1", err
	})
	if err != nil {
		return err
	}
	return s.bus.Send(ctx, topic, nil)
}

func (s *service) read(ctx context.Context) error {
	return s.m.Read(ctx, func(tx *sql.Tx) error { return s.send(ctx) })
}

func (s *service) all(ctx context.Context) error {
	return s.m.All(ctx,
		func(tx *gorm.DB) error { return tx.Create("order").Error },
		func(tx *gorm.DB) error { return s.send(ctx) }, // want "error: event is published before"
	)
}

func (s *service) allAfter(ctx context.Context) error {
	if err := s.m.All(ctx, func(tx *gorm.DB) error { return tx.Create("order").Error }); err != nil {
		return err
	}
	return s.send(ctx)
}

func (s *service) each(ctx context.Context) error {
	return s.m.Each(ctx, s.send, func(tx *gorm.DB) error { return tx.Create("order").Error })
}

func (s *service) begun(ctx context.Context) error {
	commit, rollback, err := s.m.Begin(ctx)
	if err != nil {
		return err
	}
	defer rollback()
	if err := s.send(ctx); err != nil { // want "error: event is published before"
		return err
	}
	return commit()
}

func (s *service) begunAfter(ctx context.Context) error {
	commit, rollback, err := s.m.Begin(ctx)
	if err != nil {
		return err
	}
	defer rollback()
	if err := commit(); err != nil {
		return err
	}
	return s.send(ctx)
}

// step is a method that the transaction runs.
func (s *service) step(tx *gorm.DB) error {
	if err := tx.Create("order").Error; err != nil {
		return err
	}
	return s.send(context.Background()) // want "error: event is published before"
}

func (s *service) steps(ctx context.Context) error { return s.m.All(ctx, s.step) }

// kept is a function that is made before and run in the transaction.
func (s *service) kept(ctx context.Context) error {
	place := func(tx *gorm.DB) error {
		return s.send(ctx) // want "error: event is published before"
	}
	return s.m.All(ctx, place)
}

// keptOutside has the same, and never gives it to a transaction.
func (s *service) keptOutside(ctx context.Context) error {
	tell := func() error { return s.send(ctx) }
	if err := s.m.All(ctx, func(tx *gorm.DB) error { return nil }); err != nil {
		return err
	}
	return tell()
}
