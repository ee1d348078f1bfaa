// Package publishers has the ways in which a publisher comes to the function that uses it.
package publishers

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill"
	wsql "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/segmentio/kafka-go"

	"txpublish/uow"
)

// writer is all that is needed of a Kafka writer.
type writer interface {
	WriteMessages(ctx context.Context, msgs ...kafka.Message) error
}

// publisher is this program's own.
type publisher interface {
	publish(ctx context.Context, topic string, body []byte) error
}

type toKafka struct{ w writer }

func (t *toKafka) publish(ctx context.Context, topic string, body []byte) error {
	return t.w.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

type toTable struct{ db *sql.DB }

func (t *toTable) publish(ctx context.Context, topic string, body []byte) error {
	_, err := t.db.ExecContext(ctx, "INSERT INTO outbox (topic, body) VALUES ($1, $2)", topic, body)
	return err
}

// counted decorates a publisher.
type counted struct {
	next publisher
	n    int
}

func (c *counted) publish(ctx context.Context, topic string, body []byte) error {
	c.n++
	return c.next.publish(ctx, topic, body)
}

// newBroker returns an interface.
func newBroker(w *kafka.Writer) publisher { return &counted{next: &toKafka{w: w}} }

// newTable does too: the same decorator around an outbox.
func newTable(db *sql.DB) publisher { return &counted{next: &toTable{db: db}} }

type loud struct {
	unit *uow.Unit
	pub  publisher
}

func newLoud(u *uow.Unit, w *kafka.Writer) *loud { return &loud{unit: u, pub: newBroker(w)} }

func (l *loud) inside(ctx context.Context) error {
	return l.unit.WithTx(ctx, func(ctx context.Context) error {
		return l.pub.publish(ctx, "orders.v1", nil) // want "error: event is published before"
	})
}

type quiet struct {
	unit *uow.Unit
	pub  publisher
}

func newQuiet(u *uow.Unit, db *sql.DB) *quiet { return &quiet{unit: u, pub: newTable(db)} }

func (q *quiet) inside(ctx context.Context) error {
	return q.unit.WithTx(ctx, func(ctx context.Context) error { return q.pub.publish(ctx, "orders.v1", nil) })
}

// place is given its publisher: callers decide.
func place(ctx context.Context, pub publisher) error { return pub.publish(ctx, "orders.v1", nil) }

func (l *loud) given(ctx context.Context) error {
	return l.unit.WithTx(ctx, func(ctx context.Context) error {
		return place(ctx, l.pub) // want "error: event is published before"
	})
}

func (q *quiet) given(ctx context.Context) error {
	return q.unit.WithTx(ctx, func(ctx context.Context) error { return place(ctx, q.pub) })
}

// narrow holds the library's client behind an interface of its own.
type narrow struct {
	unit *uow.Unit
	w    writer
}

func (n *narrow) inside(ctx context.Context) error {
	return n.unit.WithTx(ctx, func(ctx context.Context) error {
		return n.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}) // want "error: event is published before"
	})
}

func (n *narrow) after(ctx context.Context) error {
	if err := n.unit.WithTx(ctx, func(ctx context.Context) error { return nil }); err != nil {
		return err
	}
	return n.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

// option sets a service up.
type option func(*configured)

type configured struct {
	unit *uow.Unit
	pub  publisher
}

func withPublisher(p publisher) option { return func(c *configured) { c.pub = p } }

func newConfigured(u *uow.Unit, opts ...option) *configured {
	c := &configured{unit: u}
	for _, o := range opts {
		o(c)
	}
	return c
}

func wire(u *uow.Unit, w *kafka.Writer) *configured {
	return newConfigured(u, withPublisher(newBroker(w)))
}

func (c *configured) inside(ctx context.Context) error {
	return c.unit.WithTx(ctx, func(ctx context.Context) error {
		return c.pub.publish(ctx, "orders.v1", nil) // want "error: event is published before"
	})
}

// stored is set up with an outbox in the same way.
type stored struct {
	unit *uow.Unit
	pub  publisher
}

type storedOption func(*stored)

func storing(p publisher) storedOption { return func(s *stored) { s.pub = p } }

func newStored(u *uow.Unit, opts ...storedOption) *stored {
	s := &stored{unit: u}
	for _, o := range opts {
		o(s)
	}
	return s
}

func wireStored(u *uow.Unit, db *sql.DB) *stored { return newStored(u, storing(newTable(db))) }

func (s *stored) inside(ctx context.Context) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error { return s.pub.publish(ctx, "orders.v1", nil) })
}

// transactional makes its publisher on each transaction, in a field for as long as that lasts.
type transactional struct {
	unit   *uow.Unit
	logger watermill.LoggerAdapter
	pub    message.Publisher
}

func (t *transactional) with(tx wsql.ContextExecutor) (*transactional, error) {
	pub, err := wsql.NewPublisher(tx, wsql.PublisherConfig{}, t.logger)
	if err != nil {
		return nil, err
	}
	return &transactional{unit: t.unit, logger: t.logger, pub: pub}, nil
}

func (t *transactional) inside(ctx context.Context, tx wsql.ContextExecutor) error {
	return t.unit.WithTx(ctx, func(ctx context.Context) error {
		u, err := t.with(tx)
		if err != nil {
			return err
		}
		return u.pub.Publish("orders", message.NewMessage("1", nil))
	})
}
