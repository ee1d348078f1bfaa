// Package mail takes from a queue of RabbitMQ and reads a stream of NATS, through wrappers.
package mail

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

func mails(ch *amqp091.Channel) error {
	if err := drain(ch, "mails.known"); err != nil {
		return err
	}
	return drain(ch, "mails.unknown") // want "error: topic \"mails.unknown\" is not in events.yml, so nobody is known to own it"
}

func drain(ch *amqp091.Channel, queue string) error {
	deliveries, err := ch.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

func bounce(ctx context.Context, js jetstream.JetStream, body []byte) error {
	_, err := js.Publish(ctx, "mails.bounced", body) // want "error: topic \"mails.bounced\" is not in events.yml, so nobody is known to own it"
	return err
}
