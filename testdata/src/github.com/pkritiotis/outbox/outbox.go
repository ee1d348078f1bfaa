// Package outbox stands in for the real library in fixtures.
package outbox

import "database/sql"

type Message struct {
	Body  []byte
	Topic string
}

type Publisher struct{}

func (o Publisher) Send(msg Message, tx *sql.Tx) error { panic("stub") }
