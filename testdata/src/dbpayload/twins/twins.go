// Package twins publishes what looks like a row and is none.
package twins

import (
	"context"
	"encoding/json"

	"github.com/jmoiron/sqlx"
	"github.com/nats-io/nats.go"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

type shop struct {
	nc    *nats.Conn
	gorm  *gorm.DB
	sqlx  *sqlx.DB
	mongo *mongo.Collection
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

type row struct {
	ID   string `gorm:"primaryKey"`
	Name string
	Cost int
}

// dto has a row's fields, and is made from one.
type dto struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func toDTO(r *row) dto { return dto{ID: r.ID, Name: r.Name} }

func (s *shop) mapped(id string) error {
	var r row
	if err := s.gorm.First(&r, "id = ?", id).Error; err != nil {
		return err
	}
	return s.nc.Publish("rows.changed", encode(toDTO(&r)))
}

// message only has db tags, which other tools read too.
type summary struct {
	ID    string `db:"id" json:"id"`
	Total int    `db:"total" json:"total"`
}

func (s *shop) tags(id string) error {
	return s.nc.Publish("summaries.made", encode(summary{ID: id}))
}

// What an event says of a row is not the row; what is not encoded is not sent.
type rowChanged struct {
	ID  string `json:"id"`
	row *row
	Raw *row `json:"-"`
}

func (s *shop) hidden(r *row) error {
	return s.nc.Publish("rows.changed", encode(rowChanged{ID: r.ID, row: r, Raw: r}))
}

// outboxEntry is a row because it is an event.
type outboxEntry struct {
	ID      string `gorm:"primaryKey" json:"id"`
	Payload []byte `json:"payload"`
}

func (s *shop) relay(e outboxEntry) error { return s.nc.Publish("outbox", encode(e)) }

// orderPlaced is stored because it is an event.
type orderPlaced struct {
	ID string `bson:"_id" json:"id"`
}

func (s *shop) store(ctx context.Context, e orderPlaced) error {
	if _, err := s.mongo.InsertOne(ctx, e); err != nil {
		return err
	}
	return s.nc.Publish("orders.placed", encode(e))
}

// request is not a row: a part of it is stored.
type request struct {
	ID string `json:"id"`
}

func (s *shop) stored(ctx context.Context, r request) error {
	if err := s.gorm.Create(&row{ID: r.ID}).Error; err != nil {
		return err
	}
	return s.nc.Publish("requests.made", encode(r))
}

// ignored has a tag that says it is no column.
type ignored struct {
	ID   string `json:"id"`
	Note string `json:"note" gorm:"-"`
}

func (s *shop) ignoredTag(i ignored) error { return s.nc.Publish("ignored", encode(i)) }
