// Package libraries has the libraries that try again by themselves, and those that do not.
package libraries

import (
	"context"
	"database/sql"
	"time"

	"github.com/IBM/sarama"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rabbitmq/amqp091-go"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"

	"txretry/store"
)

type all struct {
	mongo     *mongo.Client
	orders    *mongo.Collection
	pool      *pgxpool.Pool
	gorm      *gorm.DB
	db        *sql.DB
	sarama    sarama.SyncProducer
	amqp      *amqp091.Channel
	stubborn  *store.Stubborn
	once      *store.Once
	documents *store.Mongo
}

func (a *all) publish(ctx context.Context) error {
	return a.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{MessageId: "1"})
}

func (a *all) mongoDriver(ctx context.Context) error {
	session, err := a.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	_, err = session.WithTransaction(ctx, func(ctx context.Context) (any, error) {
		if _, err := a.orders.InsertOne(ctx, "order"); err != nil {
			return nil, err
		}
		return nil, a.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
	return err
}

func (a *all) mongoAfter(ctx context.Context) error {
	session, err := a.mongo.StartSession()
	if err != nil {
		return err
	}
	defer session.EndSession(ctx)
	if _, err := session.WithTransaction(ctx, func(ctx context.Context) (any, error) { return a.orders.InsertOne(ctx, "order") }); err != nil {
		return err
	}
	return a.publish(ctx)
}

func (a *all) wrapped(ctx context.Context) error {
	return a.documents.Do(ctx, func(ctx context.Context) error {
		return a.publish(ctx) // want "error: event is published in a transaction that can run again"
	})
}

func (a *all) homeMade(ctx context.Context) error {
	return a.stubborn.Do(ctx, func(ctx context.Context) error {
		_, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1"}) // want "error: event is published in a transaction that can run again"
		return err
	})
}

// Once only: another rule tells of it.
func (a *all) homeMadeOnce(ctx context.Context) error {
	return a.once.Do(ctx, func(ctx context.Context) error { return a.publish(ctx) })
}

func (a *all) pgxOnce(ctx context.Context) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error { return a.publish(ctx) })
}

func (a *all) gormOnce(ctx context.Context) error {
	return a.gorm.Transaction(func(tx *gorm.DB) error { return a.publish(ctx) })
}

func (a *all) loopAround(ctx context.Context) error {
	var err error
	for range 3 {
		if err = a.gormOrder(ctx); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (a *all) gormOrder(ctx context.Context) error {
	if err := a.gorm.Transaction(func(tx *gorm.DB) error { return tx.Create(a).Error }); err != nil {
		return err
	}
	return a.publish(ctx)
}

// A loop over orders is no retry: each has its own transaction and event.
func (a *all) each(ctx context.Context, orders []string) error {
	for range orders {
		if err := a.once.Do(ctx, func(ctx context.Context) error { return a.publish(ctx) }); err != nil {
			return err
		}
	}
	return nil
}

// Nothing is published: the outbox rolls back with the rest.
func (a *all) outbox(ctx context.Context, event []byte) error {
	return a.stubborn.Do(ctx, func(ctx context.Context) error {
		_, err := a.db.ExecContext(ctx, "INSERT INTO outbox (body) VALUES ($1)", event)
		return err
	})
}
