// Package libraries has the shapes that libraries give to a write and a publish.
package libraries

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/components/forwarder"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	"github.com/nats-io/nats.go"
	"github.com/redis/go-redis/v9"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"
)

type order struct {
	ID string
}

type all struct {
	gorm   *gorm.DB
	db     *sql.DB
	orders *mongo.Collection
	sarama sarama.SyncProducer
	kafka  *kgo.Client
	redis  *redis.Client
	nats   *nats.Conn
	js     nats.JetStreamContext
	local  *gochannel.GoChannel
}

// A transaction's commit is the write.
func (a *all) afterCommit(o order) error {
	tx := a.gorm.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(&o).Error; err != nil {
		tx.Rollback()
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	_, _, err = a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(body)}) // want "info: event is published after"
	return err
}

func (a *all) afterClosure(o *order) error {
	if err := a.gorm.Transaction(func(tx *gorm.DB) error { return tx.Create(o).Error }); err != nil {
		return err
	}
	_, err := a.js.Publish("orders.v1", []byte(o.ID)) // want "info: event is published after the write with no outbox"
	return err
}

func (a *all) mongoBefore(ctx context.Context, o order) error {
	if err := a.kafka.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: []byte(o.ID)}).FirstErr(); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := a.orders.InsertOne(ctx, o)
	return err
}

func (a *all) mongoAfter(ctx context.Context, o order) error {
	if _, err := a.orders.InsertOne(ctx, o); err != nil {
		return err
	}
	return a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: o.ID}).Err() // want "info: event is published after"
}

// Core NATS and Redis PUBLISH promise nothing: no outbox would help those who are not listening.
func (a *all) bestEffort(ctx context.Context, o order) error {
	if _, err := a.orders.InsertOne(ctx, o); err != nil {
		return err
	}
	if err := a.redis.Publish(ctx, "orders.v1", o.ID).Err(); err != nil {
		return err
	}
	return a.nats.Publish("orders.v1", []byte(o.ID))
}

// In the process, nothing is sent.
func (a *all) inProcess(ctx context.Context, o order) error {
	if _, err := a.orders.InsertOne(ctx, o); err != nil {
		return err
	}
	return a.local.Publish("orders", message.NewMessage("1", []byte(o.ID)))
}

// An outbox by the way its publisher was made.
func (a *all) forwarded(ctx context.Context, inner message.Publisher, o order) error {
	if _, err := a.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID); err != nil {
		return err
	}
	return forwarder.NewPublisher(inner, forwarder.PublisherConfig{}).Publish("orders", message.NewMessage("1", []byte(o.ID)))
}

// A relay reads what it publishes, and marks it when it is sent.
func (a *all) relay(ctx context.Context) error {
	rows, err := a.db.QueryContext(ctx, "SELECT id, body FROM outbox WHERE sent_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, body string
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		if err := a.kafka.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: []byte(body)}).FirstErr(); err != nil {
			return err
		}
		if _, err := a.db.ExecContext(ctx, "UPDATE outbox SET sent_at = now() WHERE id = $1", id); err != nil {
			return err
		}
	}
	return rows.Err()
}
