// Package adapter implements the application's ports.
package adapter

import (
	"context"
	"database/sql"

	"github.com/nats-io/nats.go"

	"commiterr/app"
)

type events struct{ js nats.JetStreamContext }

func (e *events) Placed(_ context.Context, order string) error { return e.send("orders.v1", order) }

func (e *events) send(subject, body string) error {
	_, err := e.js.Publish(subject, []byte(body))
	return err
}

// Wire joins the parts.
func Wire(db *sql.DB, js nats.JetStreamContext) *app.Orders { return app.New(db, &events{js}) }
