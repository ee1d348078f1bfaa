// Package kept keeps handlers in maps by their topic.
package kept

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"

	"github.com/nats-io/nats.go"
)

type Opened struct{ ID string }

type Closed struct{ ID string }

type Moved struct{ ID string }

type Renamed struct{ ID string }

// Reader subscribes to the topics of the handlers that were registered.
type Reader struct {
	nc       *nats.Conn
	prefix   string
	handlers map[string]nats.MsgHandler
}

func (r *Reader) Register(topic string, h nats.MsgHandler) { r.handlers[topic] = h }

func (r *Reader) Run() error {
	for topic, h := range r.handlers {
		if _, err := r.nc.Subscribe(topic, h); err != nil {
			return err
		}
	}
	return nil
}

// On registers a handler that is given the event itself.
func On[T any](r *Reader, event string, handle func(*T) error) {
	r.Register("accounts."+event, func(m *nats.Msg) {
		var e T
		if json.Unmarshal(m.Data, &e) == nil {
			_ = handle(&e)
		}
	})
}

// OnStream registers a handler that is given the event itself, which is decoded from a stream.
func OnStream[T any](r *Reader, event string, handle func(*T) error) {
	r.Register("accounts."+event, func(m *nats.Msg) {
		var e T
		if gob.NewDecoder(bytes.NewReader(m.Data)).Decode(&e) == nil {
			_ = handle(&e)
		}
	})
}

type service struct{ last string }

func (s *service) opened(m *nats.Msg) {
	var e Opened
	if json.Unmarshal(m.Data, &e) == nil {
		s.last = e.ID
	}
}

func (s *service) moved(e *Moved) error {
	s.last = e.ID
	return nil
}

func (s *service) renamed(e *Renamed) error {
	s.last = e.ID
	return nil
}

func Start(nc *nats.Conn) error {
	s := &service{}
	r := &Reader{nc: nc, handlers: map[string]nats.MsgHandler{}}
	r.Register("accounts.opened", s.opened)           // edge: consume "accounts.opened" edges/kept.Opened high
	r.Register("accounts.closed", func(m *nats.Msg) { // edge: consume "accounts.closed" edges/kept.Closed high
		var e Closed
		if json.Unmarshal(m.Data, &e) == nil {
			s.last = e.ID
		}
	})
	On(r, "moved", s.moved)           // edge: consume "accounts.moved" edges/kept.Moved high
	OnStream(r, "renamed", s.renamed) // edge: consume "accounts.renamed" edges/kept.Renamed high
	return r.Run()
}

// RegisterIn registers below the reader's prefix.
func (r *Reader) RegisterIn(event string, h nats.MsgHandler) { r.Register(r.prefix+"."+event, h) }

func Prefixed(nc *nats.Conn, h nats.MsgHandler) error {
	orders := &Reader{nc: nc, prefix: "orders", handlers: map[string]nats.MsgHandler{}}
	orders.RegisterIn("closed", h) // edge: consume "orders.closed" - high
	stock := &Reader{nc: nc, prefix: "stock", handlers: map[string]nats.MsgHandler{}}
	stock.RegisterIn("moved", h) // edge: consume "stock.moved" - high
	audit(orders)
	audit(stock)
	return orders.Run()
}

// audit is given several readers: which prefix goes with the rest is not known here.
func audit(r *Reader) {
	r.RegisterIn("opened", func(m *nats.Msg) {}) // edge: consume "{}.opened" - high
}

// entry is a handler with its settings.
type entry struct {
	handle  nats.MsgHandler
	retries int
}

// Listed gathers the topics first.
func Listed(nc *nats.Conn) error {
	s := &service{}
	table := map[string]entry{
		"listed.opened": {s.opened, 3}, // edge: consume "listed.opened" edges/kept.Opened high
	}
	var topics []string
	for topic := range table {
		topics = append(topics, topic)
	}
	for _, topic := range topics {
		if _, err := nc.Subscribe(topic, table[topic].handle); err != nil {
			return fmt.Errorf("subscribe: %w", err)
		}
	}
	return nil
}

// Values are no topics: what a map holds by another key says nothing of it.
func Values(nc *nats.Conn, h nats.MsgHandler) error {
	for _, topic := range map[string]string{"first": "values.a"} {
		if _, err := nc.Subscribe(topic, h); err != nil { // edge: consume "values.a" - high
			return err
		}
	}
	return nil
}
