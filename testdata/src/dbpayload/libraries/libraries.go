// Package libraries publishes the rows of each library.
package libraries

import (
	"context"
	"encoding/json"

	"github.com/IBM/sarama"
	"github.com/jmoiron/sqlx"
	"github.com/nats-io/nats.go"
	"github.com/rabbitmq/amqp091-go"
	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"

	"dbpayload/ent"
	"dbpayload/sqlc"
)

type all struct {
	nc       *nats.Conn
	producer sarama.SyncProducer
	rabbit   *amqp091.Channel
	gorm     *gorm.DB
	bun      *bun.DB
	sqlx     *sqlx.DB
	mongo    *mongo.Collection
	ent      *ent.Client
	queries  *sqlc.Queries
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// plain has no tags, but is handed to the database.
type plain struct { // want "warning: payload is a database row"
	ID   string
	Name string
}

func (a *all) gormPlain(p *plain) error {
	if err := a.gorm.Create(p).Error; err != nil {
		return err
	}
	return a.nc.Publish("plain.created", encode(p))
}

type item struct { // want "warning: payload is a database row"
	ID   string `gorm:"primaryKey" json:"id"`
	Name string `json:"name"`
}

func (a *all) gormList() error {
	var rows []item
	if err := a.gorm.Find(&rows).Error; err != nil {
		return err
	}
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "items", Value: sarama.ByteEncoder(encode(rows))})
	return err
}

type bunRow struct { // want "warning: payload is a database row"
	bun.BaseModel `bun:"table:rows"`
	ID            string `bun:",pk" json:"id"`
}

func (a *all) bunRow(ctx context.Context, r *bunRow) error {
	if _, err := a.bun.NewInsert().Model(r).Exec(ctx); err != nil {
		return err
	}
	return a.rabbit.PublishWithContext(ctx, "rows", "created", true, false, amqp091.Publishing{Body: encode(r)})
}

type pgRow struct { // want "warning: payload is a database row"
	tableName struct{} `pg:"rows"`
	ID        string   `json:"id"`
}

func (a *all) goPg(r *pgRow) error { return a.nc.Publish("pg.created", encode(r)) }

type account struct { // want "warning: payload is a database row"
	ID    string `db:"id" json:"id"`
	Email string `db:"email" json:"email"`
}

func (a *all) scanned(ctx context.Context, id string) error {
	var x account
	if err := a.sqlx.GetContext(ctx, &x, "SELECT id, email FROM accounts WHERE id = $1", id); err != nil {
		return err
	}
	return a.nc.Publish("accounts.changed", encode(x))
}

type document struct { // want "warning: payload is a database row"
	ID string `bson:"_id" json:"id"`
}

func (a *all) mongoDocument(ctx context.Context, d document) error {
	if _, err := a.mongo.InsertOne(ctx, d); err != nil {
		return err
	}
	return a.nc.Publish("documents.created", encode(d))
}

func (a *all) entRow(ctx context.Context) error {
	o, err := a.ent.Order.Create().SetStatus("new").Save(ctx)
	if err != nil {
		return err
	}
	return a.nc.Publish("orders.created", encode(o)) // want "warning: payload is a database row"
}

func (a *all) sqlcRow(ctx context.Context, id string) error {
	p, err := a.queries.GetParcel(ctx, id)
	if err != nil {
		return err
	}
	return a.nc.Publish("parcels.packed", encode(p)) // want "warning: payload is a database row"
}

// envelope holds a row.
type itemChanged struct { // want "warning: payload holds a database row, libraries.item"
	ID  string `json:"id"`
	Row *item  `json:"row"`
}

func (a *all) nested(r *item) error {
	return a.nc.Publish("items.changed", encode(itemChanged{ID: "1", Row: r}))
}
