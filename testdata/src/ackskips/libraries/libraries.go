// Package libraries consumes with several libraries.
package libraries

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"time"

	"ackskips/source"

	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	ckafka "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type order struct{ ID string }

type shop struct {
	db  *sql.DB
	dlq *kafka.Writer
}

var errKnown = errors.New("known already")

func (s *shop) save(ctx context.Context, id []byte) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", string(id))
	return err
}

func (s *shop) wrapped(ctx context.Context, src *source.Source) error {
	for {
		m, err := src.Next(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Value); err != nil { // want "failed message is passed over"
			log.Print(err)
			continue
		}
		if err := src.Done(ctx, m); err != nil {
			return err
		}
	}
}

// first commits what it has not done yet: no later commit takes it away.
func (s *shop) first(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
		if err := s.save(ctx, m.Value); err != nil {
			log.Print(err)
		}
	}
}

func (s *shop) slow(ctx context.Context, r *kafka.Reader) {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return
		}
		err = s.save(ctx, m.Value) // want "failed message is passed over"
		if err == nil {
			err = r.CommitMessages(ctx, m)
		} else {
			time.Sleep(time.Second)
		}
		if err != nil {
			log.Print(err)
		}
	}
}

func (s *shop) parked(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var o order
		if err := json.Unmarshal(m.Value, &o); err != nil {
			log.Print(err) // never can be read
			continue
		}
		if err := s.save(ctx, m.Value); err != nil {
			if err := s.dlq.WriteMessages(ctx, kafka.Message{Topic: "orders.dead", Value: m.Value}); err != nil {
				return err
			}
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *shop) known(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Value); errors.Is(err, errKnown) {
			continue // done before
		} else if err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *shop) again(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		for {
			if err := s.save(ctx, m.Value); err == nil {
				break
			}
			time.Sleep(time.Second)
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

type group struct{ shop *shop }

func (g *group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *group) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (g *group) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		if err := g.shop.save(context.Background(), m.Value); err != nil { // want "failed message is passed over"
			log.Print(err)
			continue
		}
		s.MarkMessage(m, "")
	}
	return nil
}

type strict struct{ shop *shop }

func (g *strict) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *strict) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (g *strict) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		if err := g.shop.save(context.Background(), m.Value); err != nil {
			return err
		}
		s.MarkMessage(m, "")
	}
	return nil
}

func (s *shop) franz(ctx context.Context, cl *kgo.Client) {
	for {
		fetches := cl.PollFetches(ctx)
		for it := fetches.RecordIter(); !it.Done(); {
			r := it.Next()
			if err := s.save(ctx, r.Value); err != nil { // want "failed message is passed over"
				log.Print(err)
				continue
			}
			cl.CommitRecords(ctx, r)
		}
	}
}

func (s *shop) confluent(ctx context.Context, c *ckafka.Consumer) {
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			continue
		}
		if err := s.save(ctx, m.Value); err != nil { // want "failed message is passed over"
			log.Print(err)
			continue
		}
		c.StoreMessage(m)
	}
}

func (s *shop) back(ctx context.Context, c *ckafka.Consumer) {
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			continue
		}
		if err := s.save(ctx, m.Value); err != nil {
			c.Seek(m.TopicPartition, 0) // read again
			continue
		}
		c.StoreMessage(m)
	}
}

func (s *shop) pulsar(ctx context.Context, c pulsar.Consumer) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Payload()); err != nil { // want "failed message is passed over"
			log.Print(err)
			continue
		}
		c.AckCumulative(m)
	}
}

func (s *shop) single(ctx context.Context, c pulsar.Consumer) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, m.Payload()); err != nil {
			c.Nack(m)
			continue
		}
		c.Ack(m) // of this one alone
	}
}

func (s *shop) each(ctx context.Context, r *kafka.Reader) {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return
		}
		s.one(ctx, r, m)
	}
}

func (s *shop) one(ctx context.Context, r *kafka.Reader, m kafka.Message) {
	if err := s.validate(ctx, m.Value); err != nil {
		log.Print(err)
		r.CommitMessages(ctx, m) // never will be right
		return
	}
	if err := s.save(ctx, m.Value); err != nil { // want "failed message is passed over"
		log.Print(err)
		return
	}
	r.CommitMessages(ctx, m)
}

func (s *shop) validate(ctx context.Context, id []byte) error {
	var known bool
	return s.db.QueryRowContext(ctx, "SELECT true FROM ids WHERE id = $1", string(id)).Scan(&known)
}

func (s *shop) listed(ctx context.Context, cl *kgo.Client) error {
	for {
		fetches := cl.PollFetches(ctx)
		var done []*kgo.Record
		for it := fetches.RecordIter(); !it.Done(); {
			r := it.Next()
			if err := s.save(ctx, r.Value); err != nil { // want "failed message is passed over"
				log.Print(err)
				continue
			}
			done = append(done, r)
		}
		if err := cl.CommitRecords(ctx, done...); err != nil {
			return err
		}
	}
}

// untilOneFails commits what was saved before.
func (s *shop) untilOneFails(ctx context.Context, cl *kgo.Client) error {
	for {
		fetches := cl.PollFetches(ctx)
		var done []*kgo.Record
		var failed error
		for it := fetches.RecordIter(); !it.Done(); {
			r := it.Next()
			if failed = s.save(ctx, r.Value); failed != nil {
				break
			}
			done = append(done, r)
		}
		if err := cl.CommitRecords(ctx, done...); err != nil {
			return err
		}
		if failed != nil {
			return failed
		}
	}
}
