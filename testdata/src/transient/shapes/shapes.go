package shapes

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
	"transient/rabbit"
)

const exchange = "events"

type config struct{ Queue, Scratch string }

func setup(ch *amqp.Channel, c config) error {
	if err := ch.ExchangeDeclare(exchange, "topic", true, false, false, false, nil); err != nil {
		return err
	}
	if err := ch.ExchangeDeclare("metrics", "topic", false, false, false, false, nil); err != nil {
		return err
	}
	if _, err := ch.QueueDeclare(c.Queue, true, false, false, false, nil); err != nil {
		return err
	}
	_, err := ch.QueueDeclare(c.Scratch, false, true, false, false, nil)
	return err
}

func toExchange(ctx context.Context, ch *amqp.Channel, event []byte) error {
	return ch.PublishWithContext(ctx, exchange, "orders.placed.v1", false, false, amqp.Publishing{DeliveryMode: amqp.Transient, Body: event}) // want "the message is transient \\(DeliveryMode\\)"
}

// What is not kept holds what need not be kept.
func toMetrics(ctx context.Context, ch *amqp.Channel, event []byte) error {
	return ch.PublishWithContext(ctx, "metrics", "orders.placed.v1", false, false, amqp.Publishing{Body: event})
}

func byField(ctx context.Context, ch *amqp.Channel, c config, event []byte) error {
	if err := ch.PublishWithContext(ctx, "", c.Scratch, false, false, amqp.Publishing{Body: event}); err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", c.Queue, false, false, amqp.Publishing{Body: event}) // want "the message is transient"
}

func byResult(ctx context.Context, ch *amqp.Channel, event []byte) error {
	q, err := ch.QueueDeclare("", true, false, false, false, nil)
	if err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", q.Name, false, false, amqp.Publishing{Body: event}) // want "the message is transient"
}

func byParameter(ctx context.Context, ch *amqp.Channel, queue string, event []byte) error {
	if _, err := ch.QueueDeclare(queue, true, false, false, false, nil); err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, "", queue, false, false, amqp.Publishing{Body: event}) // want "the message is transient"
}

// Nobody declares it here.
func elsewhere(ctx context.Context, ch *amqp.Channel, event []byte) error {
	return ch.PublishWithContext(ctx, "", "invoices.v1", false, false, amqp.Publishing{Body: event})
}

// The configuration decides.
func configured(ctx context.Context, ch *amqp.Channel, mode uint8, event []byte) error {
	return ch.PublishWithContext(ctx, exchange, "orders.placed.v1", false, false, amqp.Publishing{DeliveryMode: mode, Body: event})
}

func later(ctx context.Context, ch *amqp.Channel, event []byte) error {
	m := amqp.Publishing{Body: event}
	m.DeliveryMode = amqp.Persistent
	return ch.PublishWithContext(ctx, exchange, "orders.placed.v1", false, false, m)
}

func wrapped(ctx context.Context, ch *amqp.Channel, event []byte) error {
	if err := rabbit.Publish(ctx, ch, exchange, rabbit.Message(event)); err != nil {
		return err
	}
	return rabbit.PublishKept(ctx, ch, exchange, rabbit.Kept(event))
}

// The caller waits for the answer.
func reply(ctx context.Context, ch *amqp.Channel, d amqp.Delivery, answer []byte) error {
	return ch.PublishWithContext(ctx, "", d.ReplyTo, false, false, amqp.Publishing{Body: answer})
}

const receipts = "receipts"

// A queue is no exchange of the same name.
func sameName(ctx context.Context, ch *amqp.Channel, event []byte) error {
	if _, err := ch.QueueDeclare(receipts, true, false, false, false, nil); err != nil {
		return err
	}
	return ch.PublishWithContext(ctx, receipts, "printed", false, false, amqp.Publishing{Body: event})
}
