// Package places has the places where an event's id can be, and what looks like one.
package places

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) send(ctx context.Context, key string, event any) error {
	b, err := json.Marshal(event)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Key: []byte(key), Value: b})
}

// Order is a thing, not an event.
type Order struct {
	ID            uuid.UUID `json:"id"`
	CustomerID    string    `json:"customer_id"`
	CorrelationID string    `json:"correlation_id"`
}

func newOrder(customer string) *Order { return &Order{ID: uuid.New(), CustomerID: customer} }

// All ids here are of other things: of the order, of the customer, of the flow.
type OrderPlaced struct { // want "warning: message carries no event id"
	OrderID       uuid.UUID
	CustomerID    string
	CorrelationID string
}

type OrderPaid struct {
	EventID uuid.UUID
	OrderID uuid.UUID
}

func (s *shop) fields(ctx context.Context, o *Order) error {
	if err := s.send(ctx, o.CustomerID, OrderPlaced{OrderID: o.ID, CustomerID: o.CustomerID, CorrelationID: o.CorrelationID}); err != nil {
		return err
	}
	return s.send(ctx, o.CustomerID, OrderPaid{EventID: uuid.New(), OrderID: o.ID})
}

// An id that is the order's is not the event's: the order changes more than once.
type OrderChanged struct { // want "warning: message carries no event id"
	ID       uuid.UUID
	Customer string
}

type OrderClosed struct {
	ID    uuid.UUID
	Order uuid.UUID
}

func (s *shop) bareIDs(ctx context.Context, o *Order) error {
	if err := s.send(ctx, o.CustomerID, OrderChanged{ID: o.ID, Customer: o.CustomerID}); err != nil {
		return err
	}
	return s.send(ctx, o.CustomerID, OrderClosed{ID: uuid.New(), Order: o.ID})
}

// What an id is made from is not known here: it may well be the event's own.
type OrderGiven struct {
	ID    string
	Order string
}

func (s *shop) given(ctx context.Context, id, order string) error {
	return s.send(ctx, order, OrderGiven{ID: id, Order: order})
}

// The field is there, and nobody fills it.
type OrderPacked struct { // want "warning: message carries no event id"
	EventID string
	OrderID string
}

type OrderSealed struct {
	EventID string
	OrderID string
}

func (s *shop) filled(ctx context.Context, id string) error {
	if err := s.send(ctx, id, OrderPacked{OrderID: id}); err != nil {
		return err
	}
	return s.send(ctx, id, sealed(id))
}

func sealed(id string) (e OrderSealed) {
	e.OrderID = id
	e.EventID = uuid.NewString()
	return e
}

type base struct {
	ID   string
	Name string
}

func newBase(name string) base { return base{ID: uuid.NewString(), Name: name} }

type OrderHeld struct {
	base
	OrderID string
}

type header struct{ IdempotencyKey string }

type OrderFreed struct {
	Header  header
	OrderID string
}

func (s *shop) embedded(ctx context.Context, id, key string) error {
	if err := s.send(ctx, id, OrderHeld{base: newBase("held"), OrderID: id}); err != nil {
		return err
	}
	return s.send(ctx, id, OrderFreed{Header: header{IdempotencyKey: key}, OrderID: id})
}

// A number that is called id in a thing's own form is its row's.
type Product struct { // want "warning: message carries no event id"
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

type StockEvent struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

func (s *shop) rows(ctx context.Context, p Product, e StockEvent) error {
	if err := s.send(ctx, p.Title, p); err != nil {
		return err
	}
	return s.send(ctx, e.Title, e)
}

// The publisher asks the event for its id.
type identified interface{ EventID() string }

type OrderLost struct {
	OrderID string
	seq     int
}

func (e OrderLost) EventID() string { return fmt.Sprint(e.OrderID, "-", e.seq) }

func (s *shop) publish(ctx context.Context, e identified) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Value: b, Headers: []kafka.Header{{Key: "id", Value: []byte(e.EventID())}}})
}

func (s *shop) asks(ctx context.Context, id string) error {
	return s.publish(ctx, OrderLost{OrderID: id, seq: 1})
}

// A message that goes on as it came has the id that it came with.
func (s *shop) relay(ctx context.Context, m kafka.Message) error {
	return s.writer.WriteMessages(ctx, kafka.Message{Value: m.Value, Headers: m.Headers})
}

func (s *shop) untyped(ctx context.Context, id string, raw []byte) error {
	if err := s.send(ctx, id, map[string]any{"order_id": id}); err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Value: raw})
}

type OrderSeen struct {
	MessageUID string
	OrderID    string
}

func (s *shop) uid(ctx context.Context, uid, id string) error {
	return s.send(ctx, id, OrderSeen{MessageUID: uid, OrderID: id})
}
