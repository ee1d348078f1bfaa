// Package recovered recovers panics of handlers.
package recovered

import (
	"context"
	"database/sql"
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

type journal struct{ db *sql.DB }

func (j *journal) failed(ctx context.Context, why string) error {
	_, err := j.db.ExecContext(ctx, "UPDATE jobs SET failed = $1", why)
	return err
}

// recorded writes the panic down, where somebody looks for what has failed.
func recorded(r *message.Router, sub message.Subscriber, j *journal, h handler) {
	r.AddConsumerHandler("recorded", "orders", sub, func(msg *message.Message) error {
		defer func() {
			if r := recover(); r != nil {
				_ = j.failed(msg.Context(), fmt.Sprint(r))
			}
		}()
		return h(msg.Context(), msg.Payload)
	})
}

// cleaned cleans up where the handling has failed, which is told; and where it has not, which is forgotten.
func cleaned(r *message.Router, sub message.Subscriber, j *journal, h handler) {
	r.AddConsumerHandler("cleaned", "orders", sub, func(msg *message.Message) (err error) {
		defer func() {
			if err != nil {
				_ = j.failed(msg.Context(), "rolled back")
			}
		}()
		return h(msg.Context(), msg.Payload)
	})
	r.AddConsumerHandler("noted", "orders", sub, func(msg *message.Message) (err error) {
		defer func() {
			if err == nil {
				_ = j.failed(msg.Context(), "") // want "failure to handle the message is dropped"
			}
		}()
		return h(msg.Context(), msg.Payload)
	})
}
