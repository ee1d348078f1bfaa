// Package rabbit is a part of billing.
package rabbit

import (
	"context"

	"foreignpublish/bus"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

func wrapped(ctx context.Context, ch *amqp091.Channel, body []byte) error {
	if err := bus.Enqueue(ctx, ch, "invoices", body); err != nil {
		return err
	}
	return bus.Enqueue(ctx, ch, "orders.placed", body) // want "error: \"orders.placed\" belongs to team-orders"
}

func stream(ctx context.Context, js jetstream.JetStream, body []byte) error {
	if _, err := js.Publish(ctx, "invoices", body); err != nil {
		return err
	}
	_, err := js.Publish(ctx, "orders.placed", body) // want "error: \"orders.placed\" belongs to team-orders"
	return err
}

func kafkaTopics(ctx context.Context, w *kafka.Writer, body []byte) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "invoices", Value: body}, kafka.Message{Topic: "orders.placed", Value: body}) // want "error: \"orders.placed\" belongs to team-orders"
}
