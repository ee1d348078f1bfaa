// Package receipt receives in ways that settle what they receive.
package receipt

import (
	"context"
	"database/sql"
	"log"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

func (s *shop) rabbit(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil) // want "messages are settled as they are received"
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, string(d.Body)); err != nil {
			log.Print(err)
		}
	}
	return nil
}

func (s *shop) configured(ctx context.Context, ch *amqp091.Channel, auto bool) error {
	deliveries, err := ch.Consume("orders", "", auto, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, string(d.Body)); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) own(ctx context.Context, ch *amqp091.Channel) error {
	q, err := ch.QueueDeclare("", false, true, true, false, nil)
	if err != nil {
		return err
	}
	deliveries, err := ch.Consume(q.Name, "", true, true, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, string(d.Body)); err != nil {
			return err
		}
	}
	return nil
}

func shown(ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		log.Printf("order %s", d.Body)
	}
	return nil
}

func (s *shop) get(ctx context.Context, ch *amqp091.Channel) error {
	d, ok, err := ch.Get("orders", true) // want "messages are settled as they are received"
	if err != nil || !ok {
		return err
	}
	return s.save(ctx, string(d.Body))
}

func (s *shop) group(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{GroupID: "shop", Topic: "orders"})
	for {
		m, err := r.ReadMessage(ctx) // want "messages are settled as they are received"
		if err != nil {
			return err
		}
		go s.save(ctx, string(m.Value))
	}
}

func (s *shop) partition(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders"})
	if err := r.SetOffset(kafka.FirstOffset); err != nil { // makes no member of a group of it
		return err
	}
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, string(m.Value)); err != nil {
			return err
		}
	}
}

func (s *shop) greedy(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.GreedyAutoCommit())
	if err != nil {
		return err
	}
	for {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) { // want "messages are settled as they are received"
			if err := s.save(ctx, string(r.Value)); err != nil {
				log.Print(err)
			}
		})
	}
}

func (s *shop) deleted(ctx context.Context, client *azservicebus.Client) error {
	r, err := client.NewReceiverForQueue("orders", &azservicebus.ReceiverOptions{ReceiveMode: azservicebus.ReceiveModeReceiveAndDelete})
	if err != nil {
		return err
	}
	messages, err := r.ReceiveMessages(ctx, 1, nil) // want "messages are settled as they are received"
	if err != nil {
		return err
	}
	for _, m := range messages {
		if err := s.save(ctx, string(m.Body)); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) locked(ctx context.Context, client *azservicebus.Client) error {
	r, err := client.NewReceiverForQueue("orders", nil)
	if err != nil {
		return err
	}
	messages, err := r.ReceiveMessages(ctx, 1, nil)
	if err != nil {
		return err
	}
	for _, m := range messages {
		if err := s.save(ctx, string(m.Body)); err != nil {
			return err
		}
		if err := r.CompleteMessage(ctx, m, nil); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) instant(router *message.Router, sub message.Subscriber) {
	router.AddMiddleware(middleware.Recoverer, middleware.InstantAck) // want "messages are settled as they are received"
	router.AddConsumerHandler("orders", "orders", sub, func(m *message.Message) error {
		return s.save(m.Context(), string(m.Payload))
	})
}
