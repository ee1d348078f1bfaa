// Package subscriber handles messages that come from a table, in the transaction that takes them from there.
package subscriber

import (
	"database/sql"
	"errors"

	wsql "github.com/ThreeDotsLabs/watermill-sql/v3/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/segmentio/kafka-go"
)

type counter struct {
	db     *sql.DB
	writer *kafka.Writer
}

func (c *counter) count(msg *message.Message) error {
	tx, ok := wsql.TxFromContext(msg.Context())
	if !ok {
		return errors.New("no transaction")
	}
	if _, err := tx.ExecContext(msg.Context(), "UPDATE counters SET n = n + 1"); err != nil {
		return err
	}
	return c.writer.WriteMessages(msg.Context(), kafka.Message{Topic: "counted.v1"}) // want "error: event is published before the transaction commits"
}

// forward takes messages from the table to the broker, which is what the table is for.
func (c *counter) forward(msg *message.Message) error {
	return c.writer.WriteMessages(msg.Context(), kafka.Message{Topic: "counted.v1", Value: msg.Payload})
}

// note stores what it has to tell with what it counts.
func (c *counter) note(msg *message.Message) error {
	tx, ok := wsql.TxFromContext(msg.Context())
	if !ok {
		return errors.New("no transaction")
	}
	if _, err := tx.ExecContext(msg.Context(), "UPDATE counters SET n = n + 1"); err != nil {
		return err
	}
	_, err := tx.ExecContext(msg.Context(), "INSERT INTO outbox VALUES ('counted.v1')")
	return err
}
