// Package others has limits that are meant for other queues, consumers and routers.
package others

import (
	"context"
	"encoding/json"

	"cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

type order struct{ ID string }

func (o *order) read(m *message.Message) error { return json.Unmarshal(m.Payload, o) }

func unlimited(ch *amqp091.Channel) error {
	q, err := ch.QueueDeclare("orders", true, false, false, false, nil)
	if err != nil {
		return err
	}
	deliveries, err := ch.Consume(q.Name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, true) // want "message that can never be handled is sent back"
			continue
		}
		d.Ack(false)
	}
	return nil
}

func limited(ch *amqp091.Channel) error {
	q, err := ch.QueueDeclare("payments", true, false, false, false, amqp091.Table{"x-delivery-limit": 5})
	if err != nil {
		return err
	}
	deliveries, err := ch.Consume(q.Name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// named consumes from a queue whose name is not known: it may be the limited one.
func named(ch *amqp091.Channel, queue string) error {
	deliveries, err := ch.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

func router(log watermill.LoggerAdapter, sub message.Subscriber) (*message.Router, error) {
	r, err := message.NewRouter(message.RouterConfig{}, log)
	if err != nil {
		return nil, err
	}
	r.AddMiddleware(middleware.Recoverer)
	r.AddConsumerHandler("orders", "orders", sub, func(m *message.Message) error {
		var o order
		return o.read(m) // want "message that can never be handled is sent back"
	})
	return r, nil
}

func poisonRouter(log watermill.LoggerAdapter, sub message.Subscriber, pub message.Publisher) (*message.Router, error) {
	r, err := message.NewRouter(message.RouterConfig{}, log)
	if err != nil {
		return nil, err
	}
	poison, err := middleware.PoisonQueue(pub, "poison")
	if err != nil {
		return nil, err
	}
	r.AddMiddleware(middleware.Recoverer, poison)
	r.AddConsumerHandler("payments", "payments", sub, func(m *message.Message) error {
		var o order
		return o.read(m)
	})
	return r, nil
}

func endless(ctx context.Context, js jetstream.JetStream) error {
	c, err := js.CreateOrUpdateConsumer(ctx, "orders", jetstream.ConsumerConfig{Durable: "endless", AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		return err
	}
	_, err = c.Consume(func(m jetstream.Msg) {
		var o order
		if err := json.Unmarshal(m.Data(), &o); err != nil {
			m.Nak() // want "message that can never be handled is sent back"
			return
		}
		m.Ack()
	})
	return err
}

func fiveTimes(ctx context.Context, js jetstream.JetStream) error {
	c, err := js.CreateOrUpdateConsumer(ctx, "orders", jetstream.ConsumerConfig{Durable: "five", AckPolicy: jetstream.AckExplicitPolicy, MaxDeliver: 5})
	if err != nil {
		return err
	}
	_, err = c.Consume(func(m jetstream.Msg) {
		var o order
		if err := json.Unmarshal(m.Data(), &o); err != nil {
			m.Nak()
			return
		}
		m.Ack()
	})
	return err
}

func made(ctx context.Context, client *pubsub.Client, topic *pubsub.Topic) error {
	_, err := client.CreateSubscription(ctx, "orders", pubsub.SubscriptionConfig{
		Topic:            topic,
		DeadLetterPolicy: &pubsub.DeadLetterPolicy{DeadLetterTopic: "dead", MaxDeliveryAttempts: 5},
	})
	return err
}

// byName may receive from the subscription that is made above.
func byName(ctx context.Context, client *pubsub.Client) error {
	return client.Subscription("orders").Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}
