// Package nats publishes and consumes with NATS.
package nats

import (
	"database/sql"
	"encoding/json"

	"github.com/nats-io/nats.go"
)

type userCreated struct {
	ID    int64    `json:"id"`
	Roles []string `json:"roles"`
}

func create(nc *nats.Conn, e userCreated) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return nc.Publish("users.created", body) // want "error: \"id\" is published as int64 and read as string, so nats cannot read the event"
}

type newUser struct {
	ID string `json:"id"`
}

func welcome(nc *nats.Conn, db *sql.DB) error {
	_, err := nc.Subscribe("users.created", func(m *nats.Msg) {
		var u newUser
		if err := json.Unmarshal(m.Data, &u); err != nil {
			return
		}
		db.Exec("INSERT INTO mails (user_id) VALUES ($1)", u.ID)
	})
	return err
}

type roleGiven struct {
	User  string   `json:"user"`
	Roles []string `json:"roles"`
}

func give(nc *nats.Conn, e roleGiven) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return nc.Publish("roles.given", body) // want "error: \"roles\" is published as \\[\\]string and read as string, so nats cannot read the event"
}

// Nobody looks at the roles, but decoding fails all the same.
type given struct {
	User  string `json:"user"`
	Roles string `json:"roles"`
}

func grant(nc *nats.Conn, db *sql.DB) error {
	_, err := nc.Subscribe("roles.given", func(m *nats.Msg) {
		var g given
		if err := json.Unmarshal(m.Data, &g); err != nil {
			return
		}
		db.Exec("UPDATE users SET granted = true WHERE id = $1", g.User)
	})
	return err
}
