// Package async has goroutines and channels around transactions.
package async

import (
	"context"
	"database/sql"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"

	"txpublish/bus"
)

type service struct {
	db    *sql.DB
	pool  *pgxpool.Pool
	orm   *gorm.DB
	bus   *bus.Producer
	queue chan string
	noise chan string
}

func newService(db *sql.DB, b *bus.Producer) *service {
	s := &service{db: db, bus: b, queue: make(chan string, 16), noise: make(chan string)}
	go s.forward()
	go s.count()
	return s
}

func (s *service) send(ctx context.Context) error { return s.bus.Send(ctx, "orders.v1", nil) }

// forward publishes what comes through the queue.
func (s *service) forward() {
	for id := range s.queue {
		_ = s.bus.Send(context.Background(), "orders.v1", []byte(id))
	}
}

// count reads a channel and publishes nothing.
func (s *service) count() {
	n := 0
	for range s.noise {
		n++
	}
}

func (s *service) started(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	go s.send(ctx) // want "error: event is published before"
	return tx.Commit()
}

func (s *service) startedAfter(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Commit(); err != nil {
		return err
	}
	go s.send(ctx)
	return nil
}

func (s *service) group(ctx context.Context) error {
	return s.orm.Transaction(func(tx *gorm.DB) error {
		var wg sync.WaitGroup
		wg.Go(func() {
			_ = s.send(ctx) // want "error: event is published before"
		})
		wg.Wait()
		return tx.Create("order").Error
	})
}

func (s *service) groupAfter(ctx context.Context) error {
	if err := s.orm.Transaction(func(tx *gorm.DB) error { return tx.Create("order").Error }); err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Go(func() { _ = s.send(ctx) })
	wg.Wait()
	return nil
}

// queued is published by the goroutine that reads the queue.
func (s *service) queued(ctx context.Context, id string) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	s.queue <- id // want "error: event is published before"
	return tx.Commit(ctx)
}

func (s *service) queuedAfter(ctx context.Context, id string) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	s.queue <- id
	return nil
}

// counted goes through a channel that nobody publishes.
func (s *service) counted(ctx context.Context, id string) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	s.noise <- id
	return tx.Commit(ctx)
}

// opensInGoroutine has its transaction elsewhere.
func (s *service) opensInGoroutine(ctx context.Context) error {
	go func() { _ = s.orm.Transaction(func(tx *gorm.DB) error { return tx.Create("order").Error }) }()
	return s.send(ctx)
}

// signalled waits for the commit before it publishes.
func (s *service) signalled(ctx context.Context) error {
	done := make(chan bool, 1)
	go func() {
		if <-done {
			_ = s.send(ctx)
		}
	}()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		done <- false
		return err
	}
	if err := tx.Commit(); err != nil {
		done <- false
		return err
	}
	done <- true
	return nil
}

// signalledInside starts the waiting goroutine while the transaction is open.
func (s *service) signalledInside(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	committed := make(chan struct{})
	go func() {
		<-committed
		_ = s.send(ctx)
	}()
	if err := tx.Commit(); err != nil {
		return err
	}
	close(committed)
	return nil
}
