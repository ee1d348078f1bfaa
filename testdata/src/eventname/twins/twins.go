// Package twins publishes what looks like it and is well.
package twins

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/hibiken/asynq"
	"github.com/rabbitmq/amqp091-go"

	"eventname/bus"
)

type shop struct{ bus *bus.Bus }

type order struct{ ID string }

func (s *shop) past(o order) error { return s.bus.Publish("order.created", o) }

func (s *shop) irregular(o order) error {
	if err := s.bus.Publish("invoice.sent", o); err != nil {
		return err
	}
	if err := s.bus.Publish("invoice.paid", o); err != nil {
		return err
	}
	return s.bus.Publish("stock.built", o)
}

func (s *shop) nouns(o order) error {
	if err := s.bus.Publish("shop.order", o); err != nil {
		return err
	}
	if err := s.bus.Publish("payment.refund", o); err != nil {
		return err
	}
	return s.bus.Publish("orders.v1", o)
}

func (s *shop) commands(o order) error {
	if err := s.bus.Publish("commands.order.create", o); err != nil {
		return err
	}
	return s.bus.Publish("jobs.invoice.send", o)
}

type CreateOrderCommand struct{ ID string }

func (s *shop) commanded(c CreateOrderCommand) error { return s.bus.Publish("order.create", c) }

func queued(ctx context.Context, q *sqs.Client) error {
	_, err := q.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String("invoice-send"), MessageBody: aws.String("1")})
	return err
}

func enqueued(c *asynq.Client) error {
	_, err := c.Enqueue(asynq.NewTask("email:send", nil))
	return err
}

func direct(ctx context.Context, ch *amqp091.Channel) error {
	return ch.PublishWithContext(ctx, "", "order.create", true, false, amqp091.Publishing{Body: nil})
}

type OrderSent struct{ ID string }

func (s *shop) typed(e OrderSent) error { return s.bus.Publish("orders", e) }
