// Package decorators wraps a publisher in any number of decorators of any order.
package decorators

import (
	"context"
	"log"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
)

type handler interface {
	Handle(ctx context.Context, event string) error
}

type bus struct{ w *kafka.Writer }

func (b bus) Handle(ctx context.Context, event string) error {
	return b.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(event)})
}

type traced struct{ next handler }

func (h traced) Handle(ctx context.Context, event string) error { return h.next.Handle(ctx, event) }

type logged struct{ inner handler }

func (h logged) Handle(ctx context.Context, event string) error {
	log.Print(event)
	return h.inner.Handle(ctx, event)
}

type timed struct{ timed handler }

func (h timed) Handle(ctx context.Context, event string) error {
	start := time.Now()
	err := h.timed.Handle(ctx, event)
	log.Print(time.Since(start))
	return err
}

type filtered struct{ to handler }

func (h filtered) Handle(ctx context.Context, event string) error {
	if event == "" {
		return nil
	}
	return h.to.Handle(ctx, event)
}

type named struct {
	name string
	h    handler
}

func (h named) Handle(ctx context.Context, event string) error {
	return h.h.Handle(ctx, h.name+event)
}

type all struct{ handlers []handler }

func (h all) Handle(ctx context.Context, event string) error {
	for _, x := range h.handlers {
		if err := x.Handle(ctx, event); err != nil {
			return err
		}
	}
	return nil
}

// saga is told of an event, stores another, and tells of that one.
type saga struct{ shop *shop }

func (s saga) Handle(ctx context.Context, event string) error {
	return s.shop.placeThenTell(ctx, event)
}

func wireSaga(s *shop, names []string) *shop {
	return &shop{pool: s.pool, events: decorate(saga{s}, names...)}
}

func decorate(h handler, names ...string) handler {
	for _, name := range names {
		switch name {
		case "traced":
			h = traced{h}
		case "logged":
			h = logged{h}
		case "timed":
			h = timed{h}
		case "filtered":
			h = filtered{h}
		case "named":
			h = named{name, h}
		case "all":
			h = all{[]handler{h}}
		}
	}
	return h
}

type shop struct {
	pool   *pgxpool.Pool
	events handler
}

func wire(pool *pgxpool.Pool, w *kafka.Writer, names []string) *shop {
	return &shop{pool: pool, events: decorate(bus{w}, names...)}
}

func (s *shop) place(ctx context.Context, order string) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", order); err != nil {
		return err
	}
	if err := s.events.Handle(ctx, order); err != nil { // want "error: event is published before the transaction commits"
		return err
	}
	return tx.Commit(ctx)
}

func (s *shop) placeThenTell(ctx context.Context, order string) error {
	if _, err := s.pool.Exec(ctx, "INSERT INTO orders (id) VALUES ($1)", order); err != nil {
		return err
	}
	return s.events.Handle(ctx, order)
}
