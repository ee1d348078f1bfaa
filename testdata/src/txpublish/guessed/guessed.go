// Package guessed calls an interface that some implement by publishing and others by keeping the event, without saying which of them is there: it may be
// right.
package guessed

import (
	"context"
	"database/sql"

	"txpublish/bus"
)

// Events takes what happened.
type Events interface {
	Placed(ctx context.Context, order string) error
}

// Broker publishes it.
type Broker struct{ bus *bus.Producer }

// Placed sends the event.
func (b *Broker) Placed(ctx context.Context, order string) error {
	return b.bus.Send(ctx, "orders.placed.v1", []byte(order))
}

// Outbox keeps it.
type Outbox struct{ db *sql.DB }

// Placed stores the event.
func (o *Outbox) Placed(ctx context.Context, order string) error {
	_, err := o.db.ExecContext(ctx, "INSERT INTO outbox (topic, payload) VALUES ('orders.placed.v1', ?)", order)
	return err
}

type container struct{ values map[string]any }

func (c *container) get(name string) any { return c.values[name] }

func build(db *sql.DB, b *bus.Producer) *container {
	c := &container{values: map[string]any{}}
	c.values["broker"] = &Broker{b}
	c.values["outbox"] = &Outbox{db}
	return c
}

// contained takes it out of a container, by name.
func contained(ctx context.Context, db *sql.DB, b *bus.Producer) error {
	c := build(db, b)
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := c.get("outbox").(Events).Placed(ctx, "1"); err != nil {
		return err
	}
	return tx.Commit()
}

type key struct{}

// carried takes it out of a context, which holds the one that publishes.
func carried(ctx context.Context, db *sql.DB, b *bus.Producer) error {
	ctx = context.WithValue(ctx, key{}, &Broker{b})
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := ctx.Value(key{}).(Events).Placed(ctx, "1"); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}

// Store tells of what it stores before it commits, if it is asked to.
type Store struct {
	db    *sql.DB
	inTx  Events
	audit Events
}

// Option changes a store.
type Option func(*Store)

// WithEvents is an option that nobody here uses.
func WithEvents(e Events) Option { return func(s *Store) { s.inTx = e } }

// WithAudit is one that is used.
func WithAudit(e Events) Option { return func(s *Store) { s.audit = e } }

// New makes a store.
func New(db *sql.DB, options ...Option) *Store {
	s := &Store{db: db}
	for _, o := range options {
		o(s)
	}
	return s
}

// Wire makes the stores of the program.
func Wire(db *sql.DB, b *bus.Producer) []*Store {
	return []*Store{New(db, WithAudit(&Broker{b})), New(db, WithAudit(&Outbox{db}))}
}

// Save calls what an option may have set.
func (s *Store) Save(ctx context.Context, order string) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if s.inTx != nil {
		if err := s.inTx.Placed(ctx, order); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Log calls what an option has set.
func (s *Store) Log(ctx context.Context, order string) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := s.audit.Placed(ctx, order); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit()
}
