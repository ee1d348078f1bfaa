// Package libraries handles messages of several libraries.
package libraries

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log"

	"errack/consumer"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/hibiken/asynq"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
)

type order struct{ ID string }

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, o order) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", o.ID)
	return err
}

func (s *shop) park(ctx context.Context, body []byte, why error) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO parked (body, why) VALUES ($1, $2)", body, why.Error())
	return err
}

var errKnown = errors.New("known already")

func (s *shop) watermill(r *message.Router, sub message.Subscriber) {
	r.AddConsumerHandler("log", "orders", sub, func(msg *message.Message) error {
		if err := s.save(msg.Context(), order{ID: msg.UUID}); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		return nil
	})
	r.AddConsumerHandler("return", "orders", sub, func(msg *message.Message) error {
		return s.save(msg.Context(), order{ID: msg.UUID})
	})
	r.AddConsumerHandler("known", "orders", sub, func(msg *message.Message) error {
		if err := s.save(msg.Context(), order{ID: msg.UUID}); err != nil && !errors.Is(err, errKnown) {
			return err
		}
		return nil
	})
	r.AddConsumerHandler("helper", "orders", sub, func(msg *message.Message) error {
		s.saveAll(msg.Context(), []order{{ID: msg.UUID}})
		return nil
	})
	r.AddConsumerHandler("last", "orders", sub, func(msg *message.Message) error {
		var err error
		for _, id := range []string{"a", "b"} {
			err = s.save(msg.Context(), order{ID: id}) // want "failure to handle the message is dropped"
		}
		return err
	})
	r.AddConsumerHandler("joined", "orders", sub, func(msg *message.Message) error {
		var all error
		for _, id := range []string{"a", "b"} {
			all = errors.Join(all, s.save(msg.Context(), order{ID: id}))
		}
		return all
	})
}

func (s *shop) saveAll(ctx context.Context, orders []order) {
	for _, o := range orders {
		if err := s.save(ctx, o); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
			continue
		}
		log.Print("saved")
	}
}

func (s *shop) asynq(mux *asynq.ServeMux) {
	mux.HandleFunc("orders:save", func(ctx context.Context, t *asynq.Task) error {
		var o order
		if err := json.Unmarshal(t.Payload(), &o); err != nil {
			log.Print(err) // it fails each time: dropped on purpose
			return nil
		}
		if err := s.save(ctx, o); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
			return nil
		}
		return nil
	})
	mux.HandleFunc("orders:empty", func(ctx context.Context, t *asynq.Task) error {
		var o order
		if err := json.Unmarshal(t.Payload(), &o); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		return s.save(ctx, o) // of nothing
	})
	mux.HandleFunc("orders:park", func(ctx context.Context, t *asynq.Task) error {
		var o order
		if err := s.save(ctx, o); err != nil {
			return s.park(ctx, t.Payload(), err)
		}
		return nil
	})
	mux.HandleFunc("orders:retry", func(ctx context.Context, t *asynq.Task) error {
		for range 3 {
			if err := s.save(ctx, order{}); err == nil {
				break
			}
		}
		return nil // tried often enough
	})
}

func (s *shop) jetstream(ctx context.Context, c jetstream.Consumer) {
	c.Consume(func(msg jetstream.Msg) {
		err := s.save(ctx, order{ID: string(msg.Data())}) // want "failure to handle the message is dropped"
		if err != nil {
			log.Print(err)
		}
		msg.Ack()
	})
	c.Consume(func(msg jetstream.Msg) {
		if err := s.save(ctx, order{ID: string(msg.Data())}); err != nil {
			msg.Nak()
			return
		}
		msg.Ack()
	})
	c.Consume(func(msg jetstream.Msg) {
		if err := s.save(ctx, order{ID: string(msg.Data())}); err != nil {
			log.Print(err) // it comes again
			return
		}
		msg.Ack()
	})
}

type group struct{ shop *shop }

func (g *group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *group) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (g *group) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		if err := g.shop.save(context.Background(), order{ID: string(m.Value)}); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		s.MarkMessage(m, "")
	}
	return nil
}

func (s *shop) wrapped(ctx context.Context, ch *amqp091.Channel) {
	consumer.Fair(ctx, ch, "fair", func(ctx context.Context, body []byte) error {
		if err := s.save(ctx, order{ID: string(body)}); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		return nil
	})
	consumer.Hasty(ctx, ch, "hasty", func(ctx context.Context, body []byte) error {
		if err := s.save(ctx, order{ID: string(body)}); err != nil {
			log.Print(err) // nobody would listen
		}
		return nil
	})
}
