// Package recovered recovers panics of handlers.
package recovered

import (
	"context"
	"fmt"
	"log"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/rabbitmq/amqp091-go"
)

type handler func(ctx context.Context, body []byte) error

func consume(ctx context.Context, deliveries <-chan amqp091.Delivery, h handler) {
	for d := range deliveries {
		err := func() (err error) {
			defer func() {
				if r := recover(); r != nil { // want "panic of the handling is recovered and forgotten, so the message counts as handled and is lost"
					log.Print(r)
				}
			}()
			return h(ctx, d.Body)
		}()
		if err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

func told(ctx context.Context, deliveries <-chan amqp091.Delivery, h handler) {
	for d := range deliveries {
		err := func() (err error) {
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("panic: %v", r)
				}
			}()
			return h(ctx, d.Body)
		}()
		if err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

func register(r *message.Router, sub message.Subscriber, h handler) {
	r.AddConsumerHandler("recovered", "orders", sub, func(msg *message.Message) error {
		defer func() {
			if r := recover(); r != nil { // want "panic of the handling is recovered"
				log.Print(r)
			}
		}()
		return h(msg.Context(), msg.Payload)
	})
}
