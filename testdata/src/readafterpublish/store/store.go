// Package store wraps a database and a broker.
package store

import (
	"context"
	"database/sql"

	"github.com/segmentio/kafka-go"
)

// Views keeps what customers see.
type Views struct{ DB *sql.DB }

// Put writes a view.
func (v *Views) Put(ctx context.Context, id string, body []byte) error {
	_, err := v.DB.ExecContext(ctx, `INSERT INTO shop.views (id, body) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = $2`, id, body)
	return err
}

// Get reads a view.
func (v *Views) Get(ctx context.Context, id string) (body []byte, err error) {
	err = v.DB.QueryRowContext(ctx, `SELECT body FROM views WHERE id = $1`, id).Scan(&body)
	return body, err
}

// Bus publishes.
type Bus struct{ W *kafka.Writer }

// Publish sends a body to a topic.
func (b *Bus) Publish(ctx context.Context, topic string, body []byte) error {
	return b.W.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

// Consume hands each message of a topic to a handler.
func Consume(ctx context.Context, topic string, handle func(context.Context, kafka.Message) error) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: topic, GroupID: "views"})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := handle(ctx, m); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
