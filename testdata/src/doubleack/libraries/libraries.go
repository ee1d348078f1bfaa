// Package libraries handles messages of several libraries.
package libraries

import (
	"context"
	"log"

	"doubleack/source"

	gpubsub "cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"gocloud.dev/pubsub"
)

type handler func(ctx context.Context, body []byte) error

func wrapped(ctx context.Context, sub *pubsub.Subscription, h handler) error {
	return source.Each(ctx, sub, h)
}

func helped(ctx context.Context, sub *pubsub.Subscription, h handler) error {
	m, err := sub.Receive(ctx)
	if err != nil {
		return err
	}
	if err := h(ctx, m.Body); err != nil {
		m.Nack()
	}
	source.Done(m) // want "message has been settled before on this way"
	return nil
}

func google(ctx context.Context, sub *gpubsub.Subscription, h handler) error {
	return sub.Receive(ctx, func(ctx context.Context, m *gpubsub.Message) {
		if err := h(ctx, m.Data); err != nil {
			m.Nack()
		}
		m.Ack() // want "message has been settled before on this way"
	})
}

func stream(ctx context.Context, c jetstream.Consumer, h handler) {
	c.Consume(func(m jetstream.Msg) {
		defer m.Ack()
		if err := h(ctx, m.Data()); err != nil {
			m.Nak() // want "message has been settled before on this way"
		}
	})
	c.Consume(func(m jetstream.Msg) {
		if err := m.Ack(); err != nil {
			m.Nak() // that did not work
		}
	})
	c.Consume(func(m jetstream.Msg) {
		err := h(ctx, m.Data())
		if err != nil {
			m.Nak()
		}
		if err == nil {
			m.Ack()
		}
	})
	c.Consume(func(m jetstream.Msg) {
		err := h(ctx, m.Data())
		defer func() {
			if err != nil {
				m.Nak()
			} else {
				m.Ack()
			}
		}()
	})
}

func apache(ctx context.Context, c pulsar.Consumer, h handler) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		c.Ack(m)
		if err := h(ctx, m.Payload()); err != nil {
			c.Nack(m) // want "message has been settled before on this way"
		}
	}
}

func watermill(ctx context.Context, messages <-chan *message.Message, h handler) {
	for m := range messages {
		if err := h(ctx, m.Payload); err != nil {
			m.Nack()
		}
		m.Ack() // want "message has been settled before on this way"
	}
}

func two(first, second amqp091.Delivery) {
	first.Ack(false)
	second.Ack(false)
}

func chosen(d amqp091.Delivery, ok bool) {
	if ok {
		d.Ack(false)
	} else {
		d.Nack(false, true)
	}
	if !ok {
		log.Print("again")
	}
}

func ending(d amqp091.Delivery, err error) {
	if err != nil {
		d.Nack(false, true)
		log.Fatalf("give up: %v", err)
	}
	d.Ack(false)
}

// saved acks what was handled, and leaves what failed to its caller.
func saved(ctx context.Context, m jetstream.Msg, h handler) error {
	if err := h(ctx, m.Data()); err != nil {
		return err
	}
	return m.Ack()
}

func again(ctx context.Context, c jetstream.Consumer, h handler) {
	c.Consume(func(m jetstream.Msg) {
		if err := saved(ctx, m, h); err != nil {
			m.Nak()
			return
		}
		m.Ack() // want "message has been settled before on this way"
	})
	c.Consume(func(m jetstream.Msg) {
		if err := saved(ctx, m, h); err != nil {
			m.Nak()
		}
	})
}
