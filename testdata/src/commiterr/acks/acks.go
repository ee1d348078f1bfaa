// Package acks has consumers that ack after a commit.
package acks

import (
	"context"
	"database/sql"
	"log"

	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

type consumer struct {
	db     *sql.DB
	reader *kafka.Reader
}

// dropped acks whatever became of the commit.
func (c *consumer) dropped(ctx context.Context, d amqp091.Delivery) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", d.Body); err != nil {
		return tx.Rollback()
	}
	tx.Commit()
	return d.Ack(false) // want "error: message is acked after a commit whose error is not checked"
}

func (c *consumer) checked(ctx context.Context, d amqp091.Delivery) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", d.Body); err != nil {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return d.Nack(false, true)
	}
	return d.Ack(false)
}

// logged writes the failure down and commits the offset all the same, in a helper.
func (c *consumer) logged(ctx context.Context, m kafka.Message) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		log.Printf("commit: %v", err)
	}
	return c.done(ctx, m) // want "error: message is acked after a commit whose error is not checked"
}

func (c *consumer) done(ctx context.Context, m kafka.Message) error {
	return c.reader.CommitMessages(ctx, m)
}

func (c *consumer) returned(ctx context.Context, m kafka.Message) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		log.Printf("commit: %v", err)
		return err
	}
	return c.done(ctx, m)
}

// nacked gives the message back, which loses nothing.
func (c *consumer) nacked(ctx context.Context, d amqp091.Delivery) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	tx.Commit()
	return d.Nack(false, true)
}

// ackedFirst is another mistake.
func (c *consumer) ackedFirst(ctx context.Context, d amqp091.Delivery) error {
	if err := d.Ack(false); err != nil {
		return err
	}
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Commit()
}
