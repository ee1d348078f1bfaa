// Package envelopes reads payloads within envelopes: of a generic type, and of bytes that are decoded after the envelope. A comment at what consumes lists
// the fields that are read; "all" where the payload goes out of sight.
package envelopes

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/gob"
	"encoding/json"
	"fmt"

	"github.com/nats-io/nats.go"

	"reads/model"
)

// Event is an envelope around an event of any type.
type Event[T any] struct {
	Header
	Payload T `json:"payload"`
}

// Header says which event it is.
type Header struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// HandlerFunc handles events of one type.
type HandlerFunc[T any] func(context.Context, *Event[T]) error

type service struct {
	db   *sql.DB
	last *Event[model.Order]
}

// register decodes what it receives for a handler.
func register[T any](nc *nats.Conn, subject string, handle HandlerFunc[T]) {
	nc.Subscribe(subject, func(m *nats.Msg) {
		var e Event[T]
		if err := json.Unmarshal(m.Data, &e); err != nil {
			return
		}
		e.Type = subject
		handle(context.Background(), &e)
	})
}

// registerGob decodes what it receives in a way that is not followed.
func registerGob[T any](nc *nats.Conn, subject string, handle HandlerFunc[T]) {
	nc.Subscribe(subject, func(m *nats.Msg) {
		var e Event[T]
		if err := gob.NewDecoder(bytes.NewReader(m.Data)).Decode(&e); err != nil {
			return
		}
		handle(context.Background(), &e)
	})
}

type validated interface{ Total() int }

// registerValid reads some of what it receives itself.
func registerValid[T validated](nc *nats.Conn, subject string, handle HandlerFunc[T]) {
	nc.Subscribe(subject, func(m *nats.Msg) {
		var e Event[T]
		if json.Unmarshal(m.Data, &e) == nil && e.Payload.Total() > 0 {
			handle(context.Background(), &e)
		}
	})
}

func (s *service) start(nc *nats.Conn) {
	register(nc, "orders.placed", s.placed)                                                // edge: reads customer.name id
	register(nc, "orders.pointed", s.pointed)                                              // edge: reads lines[].sku
	register(nc, "orders.kept", s.kept)                                                    // edge: reads all
	register(nc, "orders.stored", s.stored)                                                // edge: reads all
	registerGob(nc, "orders.gob", s.placed)                                                // edge: reads customer.name id
	registerValid(nc, "orders.valid", s.ignore)                                            // edge: reads all
	register(nc, "orders.literal", func(ctx context.Context, e *Event[model.Line]) error { // edge: reads count
		_, err := s.db.ExecContext(ctx, "INSERT INTO counts VALUES ($1, $2)", e.Header.ID, e.Payload.Count)
		return err
	})
}

func (s *service) placed(ctx context.Context, e *Event[model.Order]) error {
	o := e.Payload
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders VALUES ($1, $2, $3)", e.ID, o.ID, s.name(e))
	return err
}

func (s *service) name(e *Event[model.Order]) string { return fmt.Sprint(e.Payload.Customer.Name) }

func (s *service) pointed(ctx context.Context, e *Event[*model.Order]) error {
	for _, l := range e.Payload.Lines {
		if _, err := s.db.ExecContext(ctx, "DELETE FROM stock WHERE sku = $1", l.SKU); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) kept(_ context.Context, e *Event[model.Order]) error {
	s.last = e
	return nil
}

func (s *service) stored(ctx context.Context, e *Event[model.Order]) error {
	row, err := json.Marshal(e.Payload)
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "INSERT INTO orders VALUES ($1, $2)", e.Payload.ID, row)
	return err
}

func (s *service) ignore(context.Context, *Event[*model.Order]) error { return nil }

// raw is an envelope around an event that is decoded when its type is known.
type raw struct {
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// boxed is one whose event is a text of its own.
type boxed struct {
	Type string `json:"type"`
	Data []byte `json:"data"`
}

func (s *service) twice(nc *nats.Conn) {
	nc.Subscribe("orders.twice", func(m *nats.Msg) { // edge: reads data.customer.name data.id type; reads customer.name id
		var e raw
		if json.Unmarshal(m.Data, &e) != nil || e.Type != "placed" {
			return
		}
		var o model.Order
		if json.Unmarshal(e.Data, &o) == nil {
			s.db.Exec("INSERT INTO orders VALUES ($1, $2)", o.ID, o.Customer.Name)
		}
	})
	nc.Subscribe("orders.boxed", func(m *nats.Msg) { // edge: reads data type; reads count
		var e boxed
		if json.Unmarshal(m.Data, &e) != nil || e.Type != "line" {
			return
		}
		s.line(e.Data)
	})
	nc.Subscribe("orders.forwarded", func(m *nats.Msg) { // edge: reads data type
		var e raw
		if json.Unmarshal(m.Data, &e) == nil && e.Type != "" {
			s.db.Exec("INSERT INTO inbox VALUES ($1)", e.Data)
		}
	})
}

func (s *service) line(data []byte) {
	var l model.Line
	if json.Unmarshal(data, &l) == nil {
		s.db.Exec("INSERT INTO counts VALUES ($1)", l.Count)
	}
}
