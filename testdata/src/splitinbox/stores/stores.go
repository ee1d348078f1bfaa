// Package stores keeps notes in many stores, and looks them up first.
package stores

import (
	"context"
	"errors"
	"log"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/bradfitz/gomemcache/memcache"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/redis/rueidis"
	"github.com/segmentio/kafka-go"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"splitinbox/inbox"
)

type trip struct {
	Number uint
	Parcel string
}

type handled struct {
	MessageID string `gorm:"primaryKey" bson:"_id"`
}

type trips struct {
	inbox   *inbox.Inbox
	pool    *pgxpool.Pool
	db      *gorm.DB
	rdb     *redis.Client
	rueidis rueidis.Client
	cache   *memcache.Client
	kv      jetstream.KeyValue
	handled *mongo.Collection
}

const plain = "INSERT INTO trips (parcel) VALUES ($1)"

func (t *trips) add(ctx context.Context, body []byte) error {
	_, err := t.pool.Exec(ctx, plain, string(body))
	return err
}

func (t *trips) routes(r *message.Router, sub message.Subscriber) {
	for _, handle := range []message.NoPublishHandlerFunc{t.lookedUp, t.seen, t.behind, t.together, t.state, t.either, t.set, t.rueidisNx, t.memcached, t.bucket, t.document, t.gormed, t.gormedFirst, t.gormTogether, t.other} {
		r.AddNoPublisherHandler("trips", "trips", sub, handle)
	}
}

func (t *trips) lookedUp(m *message.Message) error {
	seen, err := t.inbox.Has(m.Context(), m.UUID)
	if err != nil {
		return err
	}
	if seen {
		return nil
	}
	if err := t.inbox.Add(m.Context(), m.UUID); err != nil { // want "warning: message is noted as handled in a transaction of its own before it is: it is lost if the effect fails"
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) seen(m *message.Message) error {
	seen, err := t.inbox.Seen(m.Context(), m.UUID)
	if err != nil || seen {
		return err
	}
	if err := t.inbox.Mark(m.Context(), m.UUID); err != nil { // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
		return err
	}
	return t.add(m.Context(), m.Payload)
}

// behind notes it last.
func (t *trips) behind(m *message.Message) error {
	seen, err := t.inbox.Seen(m.Context(), m.UUID)
	if err != nil || seen {
		return err
	}
	if err := t.add(m.Context(), m.Payload); err != nil {
		return err
	}
	return t.inbox.Mark(m.Context(), m.UUID)
}

// together keeps both in one transaction.
func (t *trips) together(m *message.Message) error {
	ctx := m.Context()
	tx, err := t.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	var n int
	if err := tx.QueryRow(ctx, "SELECT count(*) FROM inbox WHERE id = $1", m.UUID).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return nil
	}
	if _, err := tx.Exec(ctx, "INSERT INTO inbox (id) VALUES ($1)", m.UUID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, plain, string(m.Payload)); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// state says at the end that it was done.
func (t *trips) state(m *message.Message) error {
	seen, err := t.inbox.Seen(m.Context(), m.UUID)
	if err != nil || seen {
		return err
	}
	if err := t.rdb.Set(m.Context(), "seen:"+m.UUID, "begun", time.Minute).Err(); err != nil {
		return err
	}
	if err := t.add(m.Context(), m.Payload); err != nil {
		return err
	}
	return t.rdb.Set(m.Context(), "seen:"+m.UUID, "done", time.Hour).Err()
}

func (t *trips) either(m *message.Message) error {
	first, err := t.rdb.SetNX(m.Context(), m.UUID, 1, time.Hour).Result() // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
	if err != nil || !first {
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) set(m *message.Message) error {
	added, err := t.rdb.SAdd(m.Context(), "seen", m.UUID).Result() // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
	if err != nil {
		return err
	}
	if added > 0 {
		return t.add(m.Context(), m.Payload)
	}
	return nil
}

func (t *trips) rueidisNx(m *message.Message) error {
	err := t.rueidis.Do(m.Context(), t.rueidis.B().Set().Key(m.UUID).Value("1").Nx().Build()).Error() // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
	if rueidis.IsRedisNil(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) memcached(m *message.Message) error {
	err := t.cache.Add(&memcache.Item{Key: m.UUID, Value: []byte("1")}) // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
	if errors.Is(err, memcache.ErrNotStored) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) bucket(m *message.Message) error {
	if _, err := t.kv.Create(m.Context(), m.UUID, nil); err != nil { // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
		if errors.Is(err, jetstream.ErrKeyExists) {
			return nil
		}
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) document(m *message.Message) error {
	_, err := t.handled.InsertOne(m.Context(), handled{MessageID: m.UUID}) // want "warning: message is noted as handled in a transaction of its own before it is: it is lost if the effect fails"
	if mongo.IsDuplicateKeyError(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) gormed(m *message.Message) error {
	res := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&handled{MessageID: m.UUID}) // want "warning: message is noted as handled in a transaction of its own before it is: it is lost if the effect fails"
	if res.Error != nil {
		return res.Error
	}
	if res.RowsAffected == 0 {
		return nil
	}
	return t.db.Create(&trip{Parcel: string(m.Payload)}).Error
}

func (t *trips) gormedFirst(m *message.Message) error {
	var row handled
	err := t.db.Where("message_id = ?", m.UUID).First(&row).Error
	if err == nil {
		return nil
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	if err := t.db.Create(&handled{MessageID: m.UUID}).Error; err != nil { // want "warning: message is noted as handled in a transaction of its own before it is: it is lost if the effect fails"
		return err
	}
	return t.db.Create(&trip{Parcel: string(m.Payload)}).Error
}

func (t *trips) gormTogether(m *message.Message) error {
	return t.db.Transaction(func(tx *gorm.DB) error {
		var row handled
		if err := tx.Where("message_id = ?", m.UUID).First(&row).Error; err == nil {
			return nil
		}
		if err := tx.Create(&handled{MessageID: m.UUID}).Error; err != nil {
			return err
		}
		return tx.Create(&trip{Parcel: string(m.Payload)}).Error
	})
}

// other notes something else than it looked up.
func (t *trips) other(m *message.Message) error {
	banned, err := t.inbox.Seen(m.Context(), string(m.Payload))
	if err != nil || banned {
		return err
	}
	if err := t.inbox.Mark(m.Context(), m.UUID); err != nil {
		return err
	}
	return t.add(m.Context(), m.Payload)
}

func (t *trips) loop(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("trips", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		first, err := t.inbox.First(ctx, d.MessageId) // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
		if err != nil {
			d.Nack(false, true)
			continue
		}
		if !first {
			d.Ack(false)
			continue
		}
		if err := t.add(ctx, d.Body); err != nil {
			log.Print(err)
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

func (t *trips) poll(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		first, err := t.inbox.First(ctx, string(m.Key)) // want "warning: message is noted as handled outside of the database before it is: it is lost if the effect fails"
		if err != nil {
			return err
		}
		if !first {
			continue
		}
		if err := t.add(ctx, m.Value); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
