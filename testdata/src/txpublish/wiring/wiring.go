// Package wiring puts the program together.
package wiring

import (
	"database/sql"

	"github.com/twmb/franz-go/pkg/kgo"

	"txpublish/adapters"
	"txpublish/app"
	"txpublish/bus"
	"txpublish/ports"
	"txpublish/uow"
)

// Service is the application.
func Service(db *sql.DB, c *kgo.Client) *app.Service {
	return app.New(&uow.Unit{DB: db}, adapters.NewEvents(bus.NewProducer(c)), adapters.NewOutbox(db))
}

// Quiet is built with an outbox where Service has a broker.
func Quiet(db *sql.DB) *app.Quiet {
	var events ports.Events = adapters.NewOutbox(db)
	return app.NewQuiet(&uow.Unit{DB: db}, events)
}
