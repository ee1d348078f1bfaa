package dispatch

import (
	"context"
	"database/sql"
)

// audit is what handlers of the silent bus know.
type audit func(ctx context.Context, event string)

// silent calls handlers none of which publishes.
type silent struct {
	db       *sql.DB
	handlers map[string][]audit
	seen     int
}

func newSilent(db *sql.DB) *silent {
	s := &silent{db: db, handlers: map[string][]audit{}}
	s.handlers["orders.v1"] = append(s.handlers["orders.v1"], func(context.Context, string) { s.seen++ })
	return s
}

// Publish stays in the process.
func (s *silent) Publish(ctx context.Context, event string) {
	for _, h := range s.handlers[event] {
		h(ctx, event)
	}
}

func (s *silent) inside(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	s.Publish(ctx, "orders.v1")
	return tx.Commit()
}

// remembered is a test's stand-in for the broker.
type fakeEvents struct{ sent []string }

func (f *fakeEvents) Publish(_ context.Context, topic string, _ []byte) error {
	f.sent = append(f.sent, topic)
	return nil
}

// sender is what the code below needs of a bus; only the stand-in implements it.
type sender interface {
	Publish(ctx context.Context, topic string, body []byte) error
}

type checkout struct {
	db  *sql.DB
	bus sender
}

func newCheckout(db *sql.DB) *checkout { return &checkout{db: db, bus: &fakeEvents{}} }

func (c *checkout) inside(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := c.bus.Publish(ctx, "orders.v1", nil); err != nil {
		return err
	}
	return tx.Commit()
}
