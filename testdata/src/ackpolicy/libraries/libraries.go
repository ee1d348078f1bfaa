// Package libraries holds consumers of brokers that push, lock or keep a list of what is open.
package libraries

import (
	"context"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
)

func handle([]byte) error { return nil }

// The policy of the legacy client is none where nothing is said.
func natsDefault(js nats.JetStreamContext) error {
	if _, err := js.AddConsumer("ORDERS", &nats.ConsumerConfig{Durable: "billing"}); err != nil { // want "the consumer has no acks \\(AckPolicy is not set\\), so Ack does nothing and failures are lost"
		return err
	}
	sub, err := js.PullSubscribe("orders.*", "billing", nats.Bind("ORDERS", "billing"))
	if err != nil {
		return err
	}
	msgs, err := sub.Fetch(10)
	for _, m := range msgs {
		if handle(m.Data) == nil {
			_ = m.Ack()
		}
	}
	return err
}

func natsExplicit(js nats.JetStreamContext) error {
	_, err := js.AddConsumer("ORDERS", &nats.ConsumerConfig{Durable: "shipping", AckPolicy: nats.AckExplicitPolicy})
	return err
}

func natsSubscribe(js nats.JetStreamContext) (*nats.Subscription, error) {
	return js.Subscribe("orders.*", func(m *nats.Msg) {
		if handle(m.Data) == nil {
			_ = m.Ack()
		}
	}, nats.Durable("mail"), nats.AckNone()) // want "the consumer has no acks \\(nats.go.AckNone\\), so Ack does nothing"
}

func natsSubscribeExplicit(js nats.JetStreamContext) (*nats.Subscription, error) {
	return js.Subscribe("orders.*", func(m *nats.Msg) { _ = m.Ack() }, nats.Durable("mail"), nats.ManualAck())
}

// No acks are wanted, and none are sent.
func natsNone(js nats.JetStreamContext) (*nats.Subscription, error) {
	return js.Subscribe("metrics.*", func(m *nats.Msg) { _ = handle(m.Data) }, nats.AckNone())
}

func jetstreamNone(ctx context.Context, js jetstream.JetStream) error {
	cons, err := js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{
		Durable:   "billing",
		AckPolicy: jetstream.AckPolicy(nats.AckExplicitPolicy), // want "the consumer has no acks \\(AckPolicy\\), so Ack does nothing"
	})
	if err != nil {
		return err
	}
	msgs, err := cons.Messages()
	if err != nil {
		return err
	}
	for {
		m, err := msgs.Next()
		if err != nil {
			return err
		}
		if handle(m.Data()) == nil {
			_ = m.Ack()
		}
	}
}

// The zero policy of this package is the explicit one.
func jetstreamDefault(ctx context.Context, js jetstream.JetStream) error {
	cons, err := js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: "shipping"})
	if err != nil {
		return err
	}
	_, err = cons.Consume(func(m jetstream.Msg) {
		if handle(m.Data()) == nil {
			_ = m.Ack()
		}
	})
	return err
}

func redisNoAck(ctx context.Context, rdb *redis.Client) error {
	streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "billing", Consumer: "one", Streams: []string{"orders", ">"}, NoAck: true}).Result() // want "messages are acked on delivery \\(NoAck\\), so XAck is too late or fails"
	for _, s := range streams {
		for _, m := range s.Messages {
			if handle([]byte(m.ID)) == nil {
				rdb.XAck(ctx, s.Stream, "billing", m.ID)
			}
		}
	}
	return err
}

func redisAck(ctx context.Context, rdb *redis.Client) error {
	streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "billing", Consumer: "one", Streams: []string{"orders", ">"}}).Result()
	for _, s := range streams {
		for _, m := range s.Messages {
			if handle([]byte(m.ID)) == nil {
				rdb.XAck(ctx, s.Stream, "billing", m.ID)
			}
		}
	}
	return err
}

func serviceBus(ctx context.Context, client *azservicebus.Client) error {
	r, err := client.NewReceiverForQueue("orders", &azservicebus.ReceiverOptions{
		ReceiveMode: azservicebus.ReceiveModeReceiveAndDelete, // want "messages are acked on delivery \\(ReceiveMode\\), so CompleteMessage is too late or fails"
	})
	if err != nil {
		return err
	}
	return receive(ctx, r)
}

func receive(ctx context.Context, r *azservicebus.Receiver) error {
	msgs, err := r.ReceiveMessages(ctx, 10, nil)
	for _, m := range msgs {
		if handle(m.Body) == nil {
			_ = r.CompleteMessage(ctx, m, nil)
		}
	}
	return err
}

func serviceBusLocked(ctx context.Context, client *azservicebus.Client) error {
	r, err := client.NewReceiverForQueue("orders", nil)
	if err != nil {
		return err
	}
	msgs, err := r.ReceiveMessages(ctx, 10, nil)
	for _, m := range msgs {
		_ = r.CompleteMessage(ctx, m, nil)
	}
	return err
}

// Who calls decides.
func configured(ch *amqp091.Channel) error {
	orders, err := ch.Consume("orders", "", os.Getenv("AUTO_ACK") != "", false, false, false, nil)
	for d := range orders {
		_ = d.Ack(false)
	}
	return err
}

// Acked on delivery, and nothing else is sent.
func quotes(ch *amqp091.Channel) error {
	quotes, err := ch.Consume("quotes", "", true, false, false, false, nil)
	for d := range quotes {
		_ = handle(d.Body)
	}
	return err
}
