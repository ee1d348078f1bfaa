// Package dispatch hands messages to handlers that are registered in a table.
package dispatch

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/rabbitmq/amqp091-go"
)

// Message is what handlers get.
type Message struct {
	ID   string
	Body []byte
}

// Handler handles messages of a type.
type Handler interface {
	Handle(ctx context.Context, m Message) error
}

// HandlerFunc makes a handler of a function.
type HandlerFunc func(ctx context.Context, m Message) error

// Handle calls the function.
func (f HandlerFunc) Handle(ctx context.Context, m Message) error { return f(ctx, m) }

// Consumer has the handlers.
type Consumer struct{ handlers map[string]Handler }

// On registers a handler of a type of event.
func On[T any](c *Consumer, name string, h func(ctx context.Context, e T) error) {
	c.handlers[name] = HandlerFunc(func(ctx context.Context, m Message) error {
		var e T
		if err := json.Unmarshal(m.Body, &e); err != nil {
			return err
		}
		return h(ctx, e)
	})
}

// Run receives.
func (c *Consumer) Run(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		h, ok := c.handlers[d.Type]
		if !ok {
			d.Reject(false)
			continue
		}
		if err := h.Handle(ctx, Message{ID: d.MessageId, Body: d.Body}); err != nil {
			d.Nack(false, !d.Redelivered)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// Refund and Close are payloads whose names say nothing.
type (
	Refund struct {
		Account string
		Cents   int64
	}
	Close struct{ Account string }
)

type accounts struct{ db *sql.DB }

func (a *accounts) refund(ctx context.Context, r Refund) error {
	_, err := a.db.ExecContext(ctx, "UPDATE accounts SET balance = balance + $1 WHERE id = $2", r.Cents, r.Account) // want "warning: message that is delivered again adds to \"balance\" once more"
	return err
}

func (a *accounts) close(ctx context.Context, c Close) error {
	_, err := a.db.ExecContext(ctx, "UPDATE accounts SET state = 'closed' WHERE id = $1", c.Account)
	return err
}

func (a *accounts) note(ctx context.Context, m Message) error {
	_, err := a.db.ExecContext(ctx, "INSERT INTO notes (body) VALUES ($1)", m.Body) // want "warning: message that is delivered again inserts another row into \"notes\""
	return err
}

func (a *accounts) keep(ctx context.Context, m Message) error {
	_, err := a.db.ExecContext(ctx, "INSERT INTO bodies (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING", m.ID, m.Body)
	return err
}

func run(ctx context.Context, ch *amqp091.Channel, a *accounts) error {
	c := &Consumer{map[string]Handler{"note": HandlerFunc(a.note), "keep": HandlerFunc(a.keep)}}
	On(c, "refund", a.refund)
	On(c, "close", a.close)
	return c.Run(ctx, ch)
}
