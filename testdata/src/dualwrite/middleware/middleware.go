// Package middleware has a publisher behind a chain of functions. One of them keeps the event in the database, in place of the broker: which of the two
// happens is decided where the chain is put together.
package middleware

import (
	"context"
	"fmt"

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

// Broker makes the publisher at the end of a chain.
func Broker(js nats.JetStreamContext) Publisher { return &broker{js} }

// Chain puts middleware in front of a publisher.
func Chain(p Publisher, ms ...func(Publisher) Publisher) Publisher {
	for _, m := range ms {
		p = m(p)
	}
	return p
}

// Counted counts.
func Counted(count func(topic string)) func(Publisher) Publisher {
	return func(next Publisher) Publisher {
		return PublisherFunc(func(ctx context.Context, topic string, m Message) error {
			count(topic)
			return next.Publish(ctx, topic, m)
		})
	}
}

// Kept keeps what is published in a table of the transaction.
func Kept(table string, tx *gorm.DB) func(Publisher) Publisher {
	return func(Publisher) Publisher {
		return PublisherFunc(func(ctx context.Context, topic string, m Message) error {
			return tx.WithContext(ctx).Exec(fmt.Sprintf("INSERT INTO %s (id, topic, body) VALUES (?, ?, ?)", table), m.ID, topic, m.Body).Error
		})
	}
}

// Orders is a service.
type Orders struct {
	db     *gorm.DB
	events Publisher
}

// New makes the service.
func New(db *gorm.DB, events Publisher) *Orders { return &Orders{db, events} }

// Reply goes on with an order: the message is in the outbox when the order is saved.
func (s *Orders) Reply(ctx context.Context, o Order) error {
	if err := s.events.Publish(ctx, "orders.replied", Message{ID: o.ID}); err != nil {
		return err
	}
	return s.db.WithContext(ctx).Save(&o).Error
}

// Place saves the order first.
func (s *Orders) Place(ctx context.Context, o Order) error {
	if err := s.db.WithContext(ctx).Create(&o).Error; err != nil {
		return err
	}
	return s.events.Publish(ctx, "orders.placed", Message{ID: o.ID})
}
