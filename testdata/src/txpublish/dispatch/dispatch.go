// Package dispatch has event buses that stay in the process, until one of their handlers publishes.
package dispatch

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"txpublish/bus"
)

type handler func(ctx context.Context, event string) error

// local calls handlers by name.
type local struct{ handlers map[string][]handler }

func newLocal() *local { return &local{handlers: map[string][]handler{}} }

func (l *local) subscribe(name string, h handler) { l.handlers[name] = append(l.handlers[name], h) }

// Publish stays in the process.
func (l *local) Publish(ctx context.Context, event string) error {
	for _, h := range l.handlers[event] {
		if err := h(ctx, event); err != nil {
			return err
		}
	}
	return nil
}

// listener is a bus with handlers behind an interface.
type listener interface {
	handle(ctx context.Context, event string) error
}

type mediator struct{ listeners []listener }

func (m *mediator) register(l listener) { m.listeners = append(m.listeners, l) }

func (m *mediator) raise(ctx context.Context, event string) error {
	for _, l := range m.listeners {
		if err := l.handle(ctx, event); err != nil {
			return err
		}
	}
	return nil
}

// counter handles in the process.
type counter struct{ n int }

func (c *counter) handle(context.Context, string) error {
	c.n++
	return nil
}

// forwarder handles by publishing.
type forwarder struct{ bus *bus.Producer }

func (f *forwarder) handle(ctx context.Context, event string) error {
	return f.bus.Send(ctx, event, nil)
}

type loud struct {
	pool   *pgxpool.Pool
	events *mediator
}

func newLoud(pool *pgxpool.Pool, b *bus.Producer) *loud {
	m := &mediator{}
	m.register(&counter{})
	m.register(&forwarder{bus: b})
	return &loud{pool: pool, events: m}
}

func (l *loud) inside(ctx context.Context) error {
	tx, err := l.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := l.events.raise(ctx, "orders.v1"); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit(ctx)
}

func (l *loud) after(ctx context.Context) error {
	tx, err := l.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return l.events.raise(ctx, "orders.v1")
}

// mapped is a bus with a map of functions, one of which publishes.
type mapped struct {
	pool   *pgxpool.Pool
	events *local
}

func newMapped(pool *pgxpool.Pool, b *bus.Producer) *mapped {
	m := &mapped{pool: pool, events: newLocal()}
	m.events.subscribe("orders.v1", func(ctx context.Context, event string) error { return b.Send(ctx, event, nil) })
	m.events.subscribe("orders.v1", func(context.Context, string) error { return nil })
	return m
}

func (m *mapped) inside(ctx context.Context) error {
	tx, err := m.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := m.events.Publish(ctx, "orders.v1"); err != nil { // want "error: event is published before"
		return err
	}
	return tx.Commit(ctx)
}

func (m *mapped) after(ctx context.Context) error {
	tx, err := m.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return m.events.Publish(ctx, "orders.v1")
}
