// Package brokers handles messages of several brokers.
package brokers

import (
	"context"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"gorm.io/gorm"

	"splitinbox/inbox"
)

type trip struct {
	ID     uint
	Parcel string
}

type trips struct {
	inbox *inbox.Inbox
	pool  *pgxpool.Pool
	db    *gorm.DB
	seen  sync.Map
}

const plain = "INSERT INTO trips (parcel) VALUES ($1)"

func (t *trips) amqp(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("trips", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		t.delivered(ctx, d)
	}
	return nil
}

func (t *trips) delivered(ctx context.Context, d amqp091.Delivery) {
	tag, err := t.pool.Exec(ctx, "INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING", d.MessageId) // want "warning: message is noted as handled in a transaction of its own before it is: it is lost if the effect fails"
	if err != nil {
		d.Nack(false, true)
		return
	}
	if tag.RowsAffected() == 0 {
		d.Ack(false)
		return
	}
	if _, err := t.pool.Exec(ctx, plain, string(d.Body)); err != nil {
		d.Nack(false, true)
		return
	}
	d.Ack(false)
}

func (t *trips) routes(r *message.Router, sub message.Subscriber) {
	r.AddNoPublisherHandler("kept", "trips", sub, t.kept)
	r.AddNoPublisherHandler("row", "trips", sub, t.row)
	r.AddNoPublisherHandler("memory", "trips", sub, t.memory)
	r.AddNoPublisherHandler("undone", "trips", sub, t.undone)
	r.AddNoPublisherHandler("behind", "trips", sub, t.behind)
	r.AddNoPublisherHandler("set", "trips", sub, t.set)
	r.AddNoPublisherHandler("upsert", "trips", sub, t.upsert)
	r.AddNoPublisherHandler("together", "trips", sub, t.together)
	r.AddNoPublisherHandler("deferred", "trips", sub, t.deferred)
	r.AddNoPublisherHandler("busy", "trips", sub, t.busy)
}

func (t *trips) kept(m *message.Message) error {
	first, err := t.inbox.First(m.Context(), m.UUID) // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	return t.db.Transaction(func(tx *gorm.DB) error {
		return tx.Create(&trip{Parcel: string(m.Payload)}).Error
	})
}

func (t *trips) row(m *message.Message) error {
	first, err := t.inbox.FirstRow(m.Context(), m.UUID) // want "warning: message is noted as handled in a transaction of its own before it is: it is lost if the effect fails"
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	return t.db.Create(&trip{Parcel: string(m.Payload)}).Error
}

func (t *trips) memory(m *message.Message) error {
	if _, again := t.seen.LoadOrStore(m.UUID, true); again { // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
		return nil
	}
	return t.db.Create(&trip{Parcel: string(m.Payload)}).Error
}

// undone takes the note back.
func (t *trips) undone(m *message.Message) error {
	first, err := t.inbox.First(m.Context(), m.UUID)
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	if err := t.db.Create(&trip{Parcel: string(m.Payload)}).Error; err != nil {
		t.inbox.Forget(m.Context(), m.UUID)
		return err
	}
	return nil
}

// behind notes it last.
func (t *trips) behind(m *message.Message) error {
	if err := t.db.Create(&trip{Parcel: string(m.Payload)}).Error; err != nil {
		return err
	}
	_, err := t.inbox.First(m.Context(), m.UUID)
	return err
}

// set can be repeated.
func (t *trips) set(m *message.Message) error {
	first, err := t.inbox.First(m.Context(), m.UUID)
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	_, err = t.pool.Exec(m.Context(), "UPDATE trips SET parcel = $1 WHERE id = $2", string(m.Payload), m.UUID)
	return err
}

func (t *trips) jetstream(c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		ctx := context.Background()
		first, err := t.inbox.First(ctx, string(m.Data())) // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
		if err != nil {
			m.Nak()
			return
		}
		if !first {
			m.Ack()
			return
		}
		if _, err := t.pool.Exec(ctx, plain, string(m.Data())); err != nil {
			m.Nak()
			return
		}
		m.Ack()
	})
	return err
}

// upsert can be repeated.
func (t *trips) upsert(m *message.Message) error {
	first, err := t.inbox.First(m.Context(), m.UUID)
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	_, err = t.pool.Exec(m.Context(), plain+" ON CONFLICT (parcel) DO NOTHING", string(m.Payload))
	return err
}

// together keeps both in one transaction.
func (t *trips) together(m *message.Message) error {
	return t.db.Transaction(func(tx *gorm.DB) error {
		res := tx.Exec("INSERT INTO inbox (id) VALUES (?) ON CONFLICT DO NOTHING", m.UUID)
		if res.Error != nil {
			return res.Error
		}
		if res.RowsAffected == 0 {
			return nil
		}
		return tx.Create(&trip{Parcel: string(m.Payload)}).Error
	})
}

// deferred takes the note back if anything fails.
func (t *trips) deferred(m *message.Message) (err error) {
	first, err := t.inbox.First(m.Context(), m.UUID)
	if err != nil {
		return err
	}
	if !first {
		return nil
	}
	defer func() {
		if err != nil {
			t.inbox.Forget(m.Context(), m.UUID)
		}
	}()
	return t.db.Create(&trip{Parcel: string(m.Payload)}).Error
}

// busy holds a lock: who does not get it tries again later.
func (t *trips) busy(m *message.Message) error {
	free, err := t.inbox.First(m.Context(), "lock")
	if err != nil {
		return err
	}
	if !free {
		return context.DeadlineExceeded
	}
	return t.db.Create(&trip{Parcel: string(m.Payload)}).Error
}
