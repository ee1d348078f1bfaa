// Package chain has a publisher behind a chain of functions, all of which hand the event on.
package chain

import (
	"context"

	"github.com/nats-io/nats.go"
	"gorm.io/gorm"
)

// Order is what is sold.
type Order struct {
	ID    string
	State string
}

// Message is an event on its way.
type Message struct {
	ID   string
	Body []byte
}

// Publisher publishes.
type Publisher interface {
	Publish(ctx context.Context, topic string, m Message) error
}

// PublisherFunc is a publisher made of a function.
type PublisherFunc func(ctx context.Context, topic string, m Message) error

// Publish runs the function.
func (f PublisherFunc) Publish(ctx context.Context, topic string, m Message) error {
	return f(ctx, topic, m)
}

type broker struct{ js nats.JetStreamContext }

func (b *broker) Publish(ctx context.Context, topic string, m Message) error {
	_, err := b.js.Publish(topic, m.Body, nats.MsgId(m.ID))
	return err
}

// Audited notes in the database what is published.
func Audited(js nats.JetStreamContext, db *gorm.DB) Publisher {
	next := Publisher(&broker{js})
	return PublisherFunc(func(ctx context.Context, topic string, m Message) error {
		if err := db.WithContext(ctx).Exec("INSERT INTO audit (id) VALUES (?)", m.ID).Error; err != nil {
			return err
		}
		return next.Publish(ctx, topic, m)
	})
}

// Orders is a service.
type Orders struct {
	db     *gorm.DB
	events Publisher
}

// New makes the service.
func New(db *gorm.DB, events Publisher) *Orders { return &Orders{db, events} }

// Reply goes on with an order.
func (s *Orders) Reply(ctx context.Context, o Order) error {
	if err := s.events.Publish(ctx, "orders.replied", Message{ID: o.ID}); err != nil { // want "info: event is published before the write"
		return err
	}
	return s.db.WithContext(ctx).Save(&o).Error
}
