// Package libraries reads too early through the libraries.
package libraries

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"gorm.io/gorm"
)

type Balance struct {
	ID    string
	Total int
}

type accounts struct {
	nc *nats.Conn
	db *gorm.DB
}

func (a *accounts) subscribe() error {
	_, err := a.nc.Subscribe("accounts.charged", func(m *nats.Msg) {
		_ = a.db.Save(&Balance{ID: m.Subject}).Error
	})
	return err
}

func (a *accounts) charge(id string) (b Balance, err error) {
	if err := a.nc.Publish("accounts.charged", []byte(id)); err != nil {
		return b, err
	}
	err = a.db.Where("id = ?", id).First(&b).Error // want "warning: reads .balances. after the event whose handler writes it"
	return b, err
}

type parcels struct {
	ch     *amqp.Channel
	tracks *mongo.Collection
}

func newParcels(ch *amqp.Channel, db *mongo.Database) *parcels {
	return &parcels{ch, db.Collection("tracks")}
}

func (p *parcels) work(ctx context.Context) error {
	deliveries, err := p.ch.Consume("parcels", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if _, err := p.tracks.InsertOne(ctx, d.Body); err != nil {
			return err
		}
		_ = d.Ack(false)
	}
	return nil
}

func (p *parcels) send(ctx context.Context, body []byte) (track Balance, err error) {
	if err := p.ch.PublishWithContext(ctx, "", "parcels", false, false, amqp.Publishing{Body: body}); err != nil {
		return track, err
	}
	err = p.tracks.FindOne(ctx, nil).Decode(&track) // want "warning: reads .tracks. after the event whose handler writes it"
	return track, err
}

type users struct {
	pool *pgxpool.Pool
	pub  message.Publisher
}

func (u *users) register(r *message.Router, sub message.Subscriber) {
	r.AddNoPublisherHandler("users", "users.named", sub, func(m *message.Message) error {
		_, err := u.pool.Exec(m.Context(), `UPDATE "profiles" SET name = $1`, string(m.Payload))
		return err
	})
}

func (u *users) name(ctx context.Context, name string) (id string, err error) {
	if err := u.pub.Publish("users.named", message.NewMessage("1", []byte(name))); err != nil {
		return "", err
	}
	err = u.pool.QueryRow(ctx, "SELECT p.id FROM users u JOIN profiles p ON p.id = u.id").Scan(&id) // want "warning: reads .profiles. after the event whose handler writes it"
	return id, err
}

type clicks struct {
	rdb *redis.Client
	db  *gorm.DB
}

func (c *clicks) work(ctx context.Context) error {
	for {
		streams, err := c.rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Streams: []string{"clicks", ">"}}).Result()
		if err != nil {
			return err
		}
		for range streams {
			if err := c.db.Table("counts").Update("n", 1).Error; err != nil {
				return err
			}
		}
	}
}

func (c *clicks) click(ctx context.Context) (n int64, err error) {
	if err := c.rdb.XAdd(ctx, &redis.XAddArgs{Stream: "clicks", Values: "x"}).Err(); err != nil {
		return 0, err
	}
	err = c.db.Table("counts").Find(&n).Error // want "warning: reads .counts. after the event whose handler writes it"
	return n, err
}
