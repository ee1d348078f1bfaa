// Package libraries sleeps too long, and not too long.
package libraries

import (
	"context"
	"time"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/hibiken/asynq"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nsqio/go-nsq"
	amqp "github.com/rabbitmq/amqp091-go"

	"slowhandler/wrapper"
)

func confluent(c *kafka.Consumer) error {
	for {
		m, err := c.ReadMessage(-1)
		if err != nil {
			return err
		}
		if len(m.Value) == 0 {
			time.Sleep(6 * time.Minute) // want "warning: handler sleeps 6m0s, but the broker waits 5m0s"
		}
		time.Sleep(time.Minute)
	}
}

func queue(ch *amqp.Channel) error {
	deliveries, err := ch.Consume("parcels", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		time.Sleep(time.Hour) // want "warning: handler sleeps 1h0m0s, but the broker waits 30m0s"
		_ = d.Ack(false)
	}
	return nil
}

// It is acked before.
func acked(ch *amqp.Channel) error {
	deliveries, err := ch.Consume("parcels", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for range deliveries {
		time.Sleep(time.Hour)
	}
	return nil
}

func consume(c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		time.Sleep(time.Minute) // want "warning: handler sleeps 1m0s, but the broker waits 30s"
		_ = m.Ack()
	})
	return err
}

// More time is asked for, or somebody else sleeps.
func extends(c jetstream.Consumer) error {
	if _, err := c.Consume(func(m jetstream.Msg) {
		go time.Sleep(time.Hour)
		time.Sleep(time.Second)
		_ = m.Ack()
	}); err != nil {
		return err
	}
	_, err := c.Consume(func(m jetstream.Msg) {
		_ = m.InProgress()
		time.Sleep(time.Minute)
		_ = m.Ack()
	})
	return err
}

func nsqd(c *nsq.Consumer) {
	c.AddHandler(nsq.HandlerFunc(func(m *nsq.Message) error {
		wrapper.Wait()
		return nil
	}))
}

func tasks(mux *asynq.ServeMux, wait time.Duration) {
	mux.HandleFunc("mail:send", func(ctx context.Context, t *asynq.Task) error {
		time.Sleep(time.Hour) // want "warning: handler sleeps 1h0m0s, but the broker waits 30m0s"
		return nil
	})
	mux.HandleFunc("mail:clean", func(ctx context.Context, t *asynq.Task) error {
		time.Sleep(wait)
		for range 10 {
			if err := ctx.Err(); err == nil {
				break
			}
			time.Sleep(time.Second)
		}
		return nil
	})
}
