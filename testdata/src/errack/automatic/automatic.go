// Package automatic uses clients that commit by themselves.
package automatic

import (
	"context"
	"database/sql"
	"log"
	"time"

	ckafka "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/rabbitmq/amqp091-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, id []byte) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", string(id))
	return err
}

func (s *shop) confluent(ctx context.Context) error {
	c, err := ckafka.NewConsumer(&ckafka.ConfigMap{"group.id": "shop"})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			continue
		}
		if err := s.save(ctx, m.Value); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
	}
}

func (s *shop) byHand(ctx context.Context) error {
	c, err := ckafka.NewConsumer(&ckafka.ConfigMap{"group.id": "shop", "enable.auto.commit": false})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			continue
		}
		if err := s.save(ctx, m.Value); err != nil {
			log.Print(err) // nothing is ever committed here
		}
	}
}

func (s *shop) franz(ctx context.Context) error {
	cl, err := kgo.NewClient()
	if err != nil {
		return err
	}
	for {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			if err := s.save(ctx, r.Value); err != nil { // want "failure to handle the message is dropped"
				log.Print(err)
			}
		})
	}
}

func (s *shop) held(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.DisableAutoCommit())
	if err != nil {
		return err
	}
	for {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			if err := s.save(ctx, r.Value); err != nil {
				log.Print(err)
			}
		})
	}
}

func (s *shop) rabbit(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.save(ctx, d.Body); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
	}
	return nil
}
