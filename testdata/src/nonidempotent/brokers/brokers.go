// Package brokers handles messages of several brokers.
package brokers

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/hibiken/asynq"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

type shipped struct {
	EventID string
	Parcel  string
}

const (
	plain  = "INSERT INTO trips (parcel) VALUES (?)"
	upsert = "INSERT INTO trips (parcel) VALUES (?) ON DUPLICATE KEY UPDATE parcel = parcel"
)

type trips struct{ db *sql.DB }

func (t *trips) add(ctx context.Context, body []byte, statement string) error {
	var e shipped
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	_, err := t.db.ExecContext(ctx, statement, e.Parcel)
	return err
}

func (t *trips) amqp(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("trips", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := t.add(ctx, d.Body, plain); err != nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			return err
		}
		if err := t.add(ctx, d.Body, upsert); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

// lost acks by receiving: what was delivered is never delivered again.
func (t *trips) lost(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("trips", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := t.add(ctx, d.Body, plain); err != nil {
			return err
		}
	}
	return nil
}

func (t *trips) jetstream(ctx context.Context, c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		if t.add(ctx, m.Data(), plain) == nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			_ = m.Ack()
		}
	})
	return err
}

// core NATS delivers at most once.
func (t *trips) core(nc *nats.Conn) error {
	_, err := nc.Subscribe("trips", func(m *nats.Msg) { _ = t.add(context.Background(), m.Data, plain) })
	return err
}

func (t *trips) watermill(r *message.Router, s message.Subscriber) {
	r.AddConsumerHandler("trips", "trips", s, func(m *message.Message) error {
		return t.add(m.Context(), m.Payload, plain) // want "warning: message that is delivered again inserts another row into \"trips\""
	})
	r.AddConsumerHandler("upserts", "trips", s, func(m *message.Message) error {
		return t.add(m.Context(), m.Payload, upsert)
	})
}

func (t *trips) cqrs() []cqrs.EventHandler {
	return []cqrs.EventHandler{cqrs.NewEventHandler("trips", t.onShipped)}
}

func (t *trips) onShipped(ctx context.Context, e *shipped) error {
	_, err := t.db.ExecContext(ctx, "UPDATE parcels SET trips = trips + 1 WHERE id = ?", e.Parcel) // want "warning: message that is delivered again adds to \"trips\" once more"
	return err
}

// ConsumeClaim handles messages of a group.
func (t *trips) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		if err := t.add(context.Background(), m.Value, plain); err != nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			return err
		}
		s.MarkMessage(m, "")
	}
	return nil
}

func (t *trips) queue(ctx context.Context, batch events.SQSEvent) error {
	for _, r := range batch.Records {
		if err := t.add(ctx, []byte(r.Body), plain); err != nil { // want "warning: message that is delivered again inserts another row into \"trips\""
			return err
		}
	}
	return nil
}

func (t *trips) start(mux *asynq.ServeMux) {
	lambda.Start(t.queue)
	mux.HandleFunc("trips", t.task)
}

func (t *trips) task(ctx context.Context, task *asynq.Task) error {
	return t.add(ctx, task.Payload(), plain) // want "warning: message that is delivered again inserts another row into \"trips\""
}
