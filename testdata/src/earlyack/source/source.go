// Package source wraps libraries for its callers.
package source

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

// Source is where messages come from.
type Source struct{ Reader *kafka.Reader }

// Next is the next message.
func (s *Source) Next(ctx context.Context) (kafka.Message, error) { return s.Reader.FetchMessage(ctx) }

// Done commits a message.
func (s *Source) Done(ctx context.Context, m kafka.Message) error {
	return s.Reader.CommitMessages(ctx, m)
}

// Hasty acks before it calls the handler.
func Hasty(ctx context.Context, deliveries <-chan amqp091.Delivery, handle func(context.Context, []byte) error) error {
	for d := range deliveries {
		if err := d.Ack(false); err != nil { // want "message is settled before the work on it is done"
			return err
		}
		if err := handle(ctx, d.Body); err != nil {
			return err
		}
	}
	return nil
}

// Fair acks what was handled.
func Fair(ctx context.Context, deliveries <-chan amqp091.Delivery, handle func(context.Context, []byte) error) error {
	for d := range deliveries {
		if err := handle(ctx, d.Body); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

// parse gives back more than one result.
func parse(body []byte) (id, name string, err error) {
	id, name, ok := strings.Cut(string(body), " ")
	if !ok {
		return "", "", errors.New("no name")
	}
	return id, name, nil
}

// Parsed acks before it saves what the message says.
func Parsed(ctx context.Context, deliveries <-chan amqp091.Delivery, db *sql.DB) error {
	for d := range deliveries {
		id, name, err := parse(d.Body)
		if err != nil {
			return err
		}
		if err := d.Ack(false); err != nil { // want "message is settled before the work on it is done"
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE orders SET name = $1 WHERE id = $2", name, id); err != nil {
			return err
		}
	}
	return nil
}

// ParsedFair saves first.
func ParsedFair(ctx context.Context, deliveries <-chan amqp091.Delivery, db *sql.DB) error {
	for d := range deliveries {
		id, name, err := parse(d.Body)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE orders SET name = $1 WHERE id = $2", name, id); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}
