// Package shapes calls another service from various places.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"time"

	"txcall/payments"
)

// inTx is a helper of the program.
func inTx(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// maybeInTx opens a transaction only if it is asked to.
func maybeInTx(ctx context.Context, db *sql.DB, atomic bool, do func() error) error {
	var tx *sql.Tx
	if atomic {
		var err error
		if tx, err = db.BeginTx(ctx, nil); err != nil {
			return err
		}
		defer tx.Commit()
	}
	return do()
}

func helper(ctx context.Context, db *sql.DB, c *payments.Client) error {
	return inTx(ctx, db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM carts"); err != nil {
			return err
		}
		return c.Charge(ctx, "1") // want "the transaction stays open"
	})
}

func notSure(ctx context.Context, db *sql.DB, c *payments.Client) error {
	return maybeInTx(ctx, db, false, func() error { return c.Charge(ctx, "1") })
}

// charger is an interface that one type implements, notifier one that two do.
type (
	charger interface {
		Charge(ctx context.Context, id string) error
	}
	notifier interface{ Notify() error }
	webhook  struct{}
	silence  struct{}
)

func (webhook) Notify() error { _, err := http.Get("https://hooks.example"); return err }
func (silence) Notify() error { return nil }

type service struct {
	db      *sql.DB
	charger charger
	hooks   []notifier
}

func newService(db *sql.DB) *service {
	return &service{db, &payments.Client{HTTP: http.DefaultClient}, []notifier{webhook{}, silence{}}}
}

func (s *service) throughInterface(ctx context.Context) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.charger.Charge(ctx, "1"); err != nil { // want "the transaction stays open"
		return err
	}
	for _, h := range s.hooks {
		if err := h.Notify(); err != nil { // one of them does not wait
			return err
		}
	}
	return tx.Commit()
}

func handedOver(ctx context.Context, db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := save(tx); err != nil { // want "the transaction stays open"
		return err
	}
	if err := finish(tx); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

func save(tx *sql.Tx) error {
	if _, err := tx.Exec("DELETE FROM carts"); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

func finish(tx *sql.Tx) error {
	if err := tx.Commit(); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

func perhapsEnded(tx *sql.Tx, early bool) {
	if early {
		tx.Commit()
	}
	time.Sleep(time.Second)
}

func maybeOpen(db *sql.DB, early bool) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	perhapsEnded(tx, early)
	return tx.Commit()
}

func aside(ctx context.Context, db *sql.DB, c *payments.Client) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer c.Charge(ctx, "later")
	go c.Charge(ctx, "1")
	if _, err := tx.Exec("DELETE FROM carts"); err != nil {
		c.Charge(ctx, "failed")
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func givenUp(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := tx.Rollback(); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

func load(tx *sql.Tx, localOnly bool) error {
	if _, err := tx.Exec("SELECT 1 FROM carts FOR UPDATE"); err != nil {
		return err
	}
	if localOnly {
		return nil
	}
	time.Sleep(time.Second)
	return nil
}

func asksForLess(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := load(tx, true); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
