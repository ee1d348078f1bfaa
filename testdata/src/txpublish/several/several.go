// Package several hands one event to several brokers: that is one defect.
package several

import (
	"context"
	"database/sql"

	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

type handler interface {
	placed(ctx context.Context, body []byte) error
}

type viaKafka struct{ w *kafka.Writer }

func (v viaKafka) placed(ctx context.Context, body []byte) error {
	return v.w.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: body})
}

type viaRabbit struct{ ch *amqp091.Channel }

func (v viaRabbit) placed(ctx context.Context, body []byte) error {
	return v.ch.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: body})
}

func handlers(w *kafka.Writer, ch *amqp091.Channel) []handler {
	return []handler{viaKafka{w}, viaRabbit{ch}}
}

func place(ctx context.Context, db *sql.DB, w *kafka.Writer, ch *amqp091.Channel) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, h := range handlers(w, ch) {
		if err := h.placed(ctx, nil); err != nil { // want "error: event is published before"
			return err
		}
	}
	return tx.Commit()
}
