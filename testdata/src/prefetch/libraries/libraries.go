// Package libraries holds consumers of several libraries.
package libraries

import (
	"context"

	"cloud.google.com/go/pubsub"
	pubsubv2 "cloud.google.com/go/pubsub/v2"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

func google(ctx context.Context, client *pubsub.Client) error {
	sub := client.Subscription("billing")
	sub.ReceiveSettings.MaxOutstandingMessages = -1 // want "info: the consumer is sent any number of unacked messages \\(ReceiveSettings.MaxOutstandingMessages\\)"
	return sub.Receive(ctx, func(_ context.Context, m *pubsub.Message) { m.Ack() })
}

func googleSettings(ctx context.Context, client *pubsubv2.Client) error {
	sub := client.Subscriber("billing")
	sub.ReceiveSettings = pubsubv2.ReceiveSettings{MaxOutstandingMessages: -1} // want "any number of unacked messages"
	return sub.Receive(ctx, func(_ context.Context, m *pubsubv2.Message) { m.Ack() })
}

func googleDefault(ctx context.Context, client *pubsub.Client) error {
	return client.Subscription("billing").Receive(ctx, func(_ context.Context, m *pubsub.Message) { m.Ack() })
}

func googleConfigured(ctx context.Context, client *pubsub.Client, open int) error {
	sub := client.Subscription("billing")
	sub.ReceiveSettings.MaxOutstandingMessages = open
	return sub.Receive(ctx, func(_ context.Context, m *pubsub.Message) { m.Ack() })
}

func pending(ctx context.Context, js jetstream.JetStream) error {
	c, err := js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: "billing", MaxAckPending: -1}) // want "any number of unacked messages \\(MaxAckPending\\)"
	if err != nil {
		return err
	}
	_, err = c.Consume(func(m jetstream.Msg) { _ = m.Ack() })
	return err
}

func pendingLegacy(js nats.JetStreamContext) (*nats.Subscription, error) {
	return js.Subscribe("orders", func(m *nats.Msg) { _ = m.Ack() }, nats.Durable("billing"), nats.MaxAckPending(-1)) // want "any number of unacked messages"
}

func pendingDefault(ctx context.Context, js jetstream.JetStream) error {
	c, err := js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: "billing"})
	if err != nil {
		return err
	}
	_, err = c.Consume(func(m jetstream.Msg) { _ = m.Ack() })
	return err
}

// What is acked on delivery is never open.
func acked(conn *amqp091.Connection) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	orders, err := ch.Consume("orders", "", true, false, false, false, nil)
	for range orders {
	}
	return err
}

// A channel that only publishes needs no limit.
func asks(conn *amqp091.Connection) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	d, ok, err := ch.Get("orders", false) // one at a time
	if err != nil || !ok {
		return err
	}
	return d.Ack(false)
}

func publishes(conn *amqp091.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	return ch.Publish("orders", "placed", false, false, amqp091.Publishing{Body: event})
}
