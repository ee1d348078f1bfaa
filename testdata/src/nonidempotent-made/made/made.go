// Package made makes its tables itself, with keys that a message cannot be inserted under twice.
package made

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
	"github.com/nsqio/go-nsq"
	"gorm.io/gorm"
)

const schema = `
CREATE TABLE trips (number BIGSERIAL PRIMARY KEY, parcel TEXT NOT NULL, UNIQUE (parcel));
CREATE TABLE stops (parcel TEXT NOT NULL, stop TEXT NOT NULL, PRIMARY KEY (parcel, stop));
CREATE TABLE notes (number BIGSERIAL PRIMARY KEY, text TEXT NOT NULL);
`

// Trip is a row of trips.
type Trip struct {
	Number int64
	Parcel string
}

type trips struct {
	db   *sql.DB
	gorm *gorm.DB
	sqlx *sqlx.DB
}

func (t *trips) migrate(ctx context.Context) error {
	_, err := t.db.ExecContext(ctx, schema)
	return err
}

func (t *trips) start(c *nsq.Consumer) {
	c.AddHandler(nsq.HandlerFunc(t.sqlTrips))
	c.AddHandler(nsq.HandlerFunc(t.gormTrips))
	c.AddHandler(nsq.HandlerFunc(t.sqlxStops))
}

func (t *trips) sqlTrips(m *nsq.Message) error {
	if _, err := t.db.Exec("INSERT INTO trips (parcel) VALUES ($1)", string(m.Body)); err != nil {
		return err
	}
	_, err := t.db.Exec("INSERT INTO notes (text) VALUES ($1)", string(m.Body)) // behind what fails the second time
	return err
}

func (t *trips) gormTrips(m *nsq.Message) error {
	if err := t.gorm.Create(&Trip{Parcel: string(m.Body)}).Error; err != nil {
		return err
	}
	return nil
}

func (t *trips) sqlxStops(m *nsq.Message) error {
	if _, err := t.sqlx.ExecContext(context.Background(), "INSERT INTO notes (text) VALUES ($1)", string(m.Body)); err != nil { // want "warning: message that is delivered again inserts another row into \"notes\""
		return err
	}
	_, err := t.sqlx.ExecContext(context.Background(), "INSERT INTO stops (parcel, stop) VALUES ($1, $2)", string(m.Body), "depot")
	return err
}
