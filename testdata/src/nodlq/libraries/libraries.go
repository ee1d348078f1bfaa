// Package libraries creates queues, subscriptions and consumers of several libraries.
package libraries

import (
	"context"
	"time"

	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/service/sqs"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

func shared(client pulsar.Client) (pulsar.Consumer, error) {
	return client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: "billing", Type: pulsar.Shared}) // want "info: no dead letters \\(DLQ is not set\\)"
}

func sharedDead(client pulsar.Client) (pulsar.Consumer, error) {
	return client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: "billing", Type: pulsar.Shared, DLQ: &pulsar.DLQPolicy{MaxDeliveries: 5}})
}

// An exclusive subscription has no dead letters.
func exclusive(client pulsar.Client) (pulsar.Consumer, error) {
	return client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: "billing"})
}

func reconsume(ctx context.Context, client pulsar.Client, handle func([]byte) error) error {
	c, err := client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: "billing", DLQ: &pulsar.DLQPolicy{MaxDeliveries: 5}}) // want "error: ReconsumeLater does nothing \\(RetryEnable is not set\\), so the message is stuck"
	if err != nil {
		return err
	}
	m, err := c.Receive(ctx)
	if err != nil {
		return err
	}
	if handle(m.Payload()) != nil {
		c.ReconsumeLater(m, time.Minute)
		return nil
	}
	return c.Ack(m)
}

func reconsumes(ctx context.Context, client pulsar.Client, handle func([]byte) error) error {
	c, err := client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: "billing", RetryEnable: true})
	if err != nil {
		return err
	}
	m, err := c.Receive(ctx)
	if err != nil {
		return err
	}
	if handle(m.Payload()) != nil {
		c.ReconsumeLater(m, time.Minute)
		return nil
	}
	return c.Ack(m)
}

func unlimited(ctx context.Context, js jetstream.JetStream) (jetstream.Consumer, error) {
	return js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: "billing"}) // want "info: no delivery limit \\(MaxDeliver is not set\\), so a message that always fails comes again for ever"
}

func limited(ctx context.Context, js jetstream.JetStream, most int) (jetstream.Consumer, error) {
	return js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: "billing", MaxDeliver: most})
}

func unlimitedLegacy(js nats.JetStreamContext) (*nats.ConsumerInfo, error) {
	return js.AddConsumer("ORDERS", &nats.ConsumerConfig{Durable: "billing", AckPolicy: nats.AckExplicitPolicy, MaxDeliver: -1}) // want "info: no delivery limit \\(MaxDeliver\\)"
}

// What is not acked does not come again.
func unacked(js nats.JetStreamContext) (*nats.ConsumerInfo, error) {
	return js.AddConsumer("METRICS", &nats.ConsumerConfig{Durable: "graphs"})
}

func queue(client *sqs.SQS) error {
	_, err := client.CreateQueue(&sqs.CreateQueueInput{QueueName: aws.String("orders")}) // want "info: the queue has no dead letters, so a message that always fails comes again until it is too old"
	return err
}

func rabbit(ch *amqp091.Channel, handle func([]byte) error) error {
	q, err := ch.QueueDeclare("orders", true, false, false, false, nil) // want "info: the queue has no dead letters, so what is rejected is lost, or comes again for ever"
	if err != nil {
		return err
	}
	orders, err := ch.Consume(q.Name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range orders {
		if handle(d.Body) != nil {
			_ = d.Nack(false, false)
			continue
		}
		_ = d.Ack(false)
	}
	return nil
}

// It goes away with its consumer.
func temporary(ch *amqp091.Channel) error {
	q, err := ch.QueueDeclare("", false, true, true, false, nil)
	if err != nil {
		return err
	}
	orders, err := ch.Consume(q.Name, "", false, false, false, false, nil)
	for d := range orders {
		_ = d.Nack(false, true)
	}
	return err
}

// Nothing is rejected.
func acks(ch *amqp091.Channel) error {
	if _, err := ch.QueueDeclare("mails", true, false, false, false, nil); err != nil {
		return err
	}
	mails, err := ch.Consume("mails", "", false, false, false, false, nil)
	for d := range mails {
		_ = d.Ack(false)
	}
	return err
}

// Who calls decides.
func given(ch *amqp091.Channel, args amqp091.Table) error {
	if _, err := ch.QueueDeclare("bills", true, false, false, false, args); err != nil {
		return err
	}
	bills, err := ch.Consume("bills", "", false, false, false, false, nil)
	for d := range bills {
		_ = d.Reject(false)
	}
	return err
}
