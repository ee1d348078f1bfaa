// Package consumer wraps libraries for its callers.
package consumer

import (
	"context"
	"log"

	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

// Handler handles one message.
type Handler func(ctx context.Context, body []byte) error

// Fair acks what was handled, and has the rest delivered again: for its handlers, nil is an ack.
func Fair(ctx context.Context, ch *amqp091.Channel, queue string, h Handler) error {
	deliveries, err := ch.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := h(ctx, d.Body); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// Hasty acks everything: told here, and not at each of its handlers.
func Hasty(ctx context.Context, ch *amqp091.Channel, queue string, h Handler) error {
	deliveries, err := ch.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := h(ctx, d.Body); err != nil { // want "failure to handle the message is dropped"
			log.Printf("handle %s: %v", queue, err)
		}
		finish(d)
	}
	return nil
}

func finish(d amqp091.Delivery) {
	if err := d.Ack(false); err != nil {
		log.Print(err)
	}
}

// Decided leaves it to a deferred function whether a message is acked.
func Decided(ctx context.Context, d amqp091.Delivery, h Handler) (err error) {
	defer func() {
		if err != nil {
			d.Nack(false, true)
		} else {
			d.Ack(false)
		}
	}()
	return h(ctx, d.Body)
}

// Always acks when it is done, whatever came of it.
func Always(ctx context.Context, d amqp091.Delivery, h Handler) {
	defer d.Ack(false)
	if err := h(ctx, d.Body); err != nil { // want "failure to handle the message is dropped"
		log.Print(err)
	}
}

// Read commits each message when it reads it, so that what fails is gone.
func Read(ctx context.Context, r *kafka.Reader, h Handler) error {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if err := h(ctx, m.Value); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
	}
}
