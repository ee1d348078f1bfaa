// Package libraries handles messages of several libraries.
package libraries

import (
	"context"
	"log"
	"os"

	"lostack/source"

	gpubsub "cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"gocloud.dev/pubsub"
)

type store interface {
	save(ctx context.Context, body []byte) error
}

func wrapped(ctx context.Context, ch *amqp091.Channel, s store) error {
	deliveries, err := source.Deliveries(ch, "orders")
	if err != nil {
		return err
	}
	for d := range deliveries {
		switch d.MessageId {
		case "":
			log.Print("no id") // want "message is neither acked nor nacked on this way"
		default:
			if err := s.save(ctx, d.Body); err != nil {
				d.Nack(false, true)
				continue
			}
			source.Done(d)
		}
	}
	return nil
}

func helped(ctx context.Context, ch *amqp091.Channel, s store) error {
	deliveries, err := source.Deliveries(ch, "orders")
	if err != nil {
		return err
	}
	for d := range deliveries {
		handle(ctx, s, d)
	}
	return nil
}

func handle(ctx context.Context, s store, d amqp091.Delivery) {
	if len(d.Body) == 0 {
		return // want "message is neither acked nor nacked on this way"
	}
	if err := s.save(ctx, d.Body); err != nil {
		d.Reject(false)
		return
	}
	d.Ack(false)
}

func deferred(ctx context.Context, ch *amqp091.Channel, s store) error {
	deliveries, err := source.Deliveries(ch, "orders")
	if err != nil {
		return err
	}
	for d := range deliveries {
		func() {
			defer d.Ack(false)
			if len(d.Body) == 0 {
				return
			}
			log.Print(s.save(ctx, d.Body))
		}()
	}
	return nil
}

func automatic(ctx context.Context, ch *amqp091.Channel, s store) error {
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, d.Body); err != nil {
			continue // it is acked already
		}
		d.Ack(false)
	}
	return nil
}

func handedOn(ctx context.Context, ch *amqp091.Channel, s store, later chan<- amqp091.Delivery) error {
	deliveries, err := source.Deliveries(ch, "orders")
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, d.Body); err != nil {
			later <- d // whoever gets it settles it
			continue
		}
		d.Ack(false)
	}
	return nil
}

func started(ctx context.Context, ch *amqp091.Channel, s store) error {
	deliveries, err := source.Deliveries(ch, "orders")
	if err != nil {
		return err
	}
	for d := range deliveries {
		if len(d.Body) > 1000 {
			go handle(ctx, s, d)
			continue
		}
		d.Ack(false)
	}
	return nil
}

func ending(ctx context.Context, ch *amqp091.Channel, s store) error {
	deliveries, err := source.Deliveries(ch, "orders")
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, d.Body); err != nil {
			os.Exit(1) // the broker gets it back
		}
		d.Ack(false)
	}
	return nil
}

func google(ctx context.Context, sub *gpubsub.Subscription, s store) error {
	return sub.Receive(ctx, func(ctx context.Context, m *gpubsub.Message) {
		if err := s.save(ctx, m.Data); err != nil {
			log.Print(err) // want "message is neither acked nor nacked on this way"
			return
		}
		m.Ack()
	})
}

func googleBoth(ctx context.Context, sub *gpubsub.Subscription, s store) error {
	return sub.Receive(ctx, func(ctx context.Context, m *gpubsub.Message) {
		if err := s.save(ctx, m.Data); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}

func cloud(ctx context.Context, sub *pubsub.Subscription, s store) error {
	for {
		m, err := sub.Receive(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Body); err != nil {
			log.Print(err) // want "message is neither acked nor nacked on this way"
			continue
		}
		m.Ack()
	}
}

func apache(ctx context.Context, c pulsar.Consumer, s store) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Payload()); err != nil {
			log.Print(err) // want "message is neither acked nor nacked on this way"
			continue
		}
		c.Ack(m)
	}
}

func watermill(ctx context.Context, sub message.Subscriber, s store) error {
	messages, err := sub.Subscribe(ctx, "orders")
	if err != nil {
		return err
	}
	for m := range messages {
		if err := s.save(ctx, m.Payload); err != nil {
			log.Print(err) // want "message is neither acked nor nacked on this way"
			continue
		}
		m.Ack()
	}
	return nil
}

func stream(ctx context.Context, c jetstream.Consumer, s store) {
	c.Consume(func(m jetstream.Msg) {
		if err := s.save(ctx, m.Data()); err != nil {
			log.Print(err) // it comes again after a while
			return
		}
		m.Ack()
	})
}

func emptied(ctx context.Context, ch *amqp091.Channel, s store) error {
	for {
		d, ok, err := ch.Get("orders", false)
		if err != nil {
			return err
		}
		if !ok {
			break // there is none
		}
		if err := s.save(ctx, d.Body); err != nil {
			d.Nack(false, true)
			return err
		}
		d.Ack(false)
	}
	return nil
}

// cumulative leaves what failed to the ack of the next message.
func cumulative(ctx context.Context, c pulsar.Consumer, s store) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Payload()); err != nil {
			log.Print(err)
			continue
		}
		if err := c.AckCumulative(m); err != nil {
			return err
		}
	}
}
