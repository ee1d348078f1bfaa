// Package libraries consumes with several libraries.
package libraries

import (
	"context"
	"database/sql"
	"log"
	"sync"

	"parallelorder/source"

	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

func (s *shop) store(ctx context.Context, id string) {
	if err := s.save(ctx, id); err != nil {
		log.Print(err)
	}
}

func (s *shop) wrapped(ctx context.Context, src *source.Source) error {
	for {
		m, err := src.Next(ctx)
		if err != nil {
			return err
		}
		go func() { // want "messages are worked on in any order"
			if err := s.save(ctx, string(m.Value)); err != nil {
				log.Print(err)
				return
			}
			if err := src.Done(ctx, m); err != nil {
				log.Print(err)
			}
		}()
	}
}

func (s *shop) group(ctx context.Context, r *kafka.Reader) error {
	g, ctx := errgroup.WithContext(ctx)
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return g.Wait()
		}
		g.Go(func() error { // want "messages are worked on in any order"
			if err := s.save(ctx, string(m.Value)); err != nil {
				return err
			}
			return r.CommitMessages(ctx, m)
		})
	}
}

func (s *shop) batch(ctx context.Context, cl *kgo.Client, read func(context.Context) []*kgo.Record) error {
	for {
		records := cl.PollFetches(ctx)
		var wg sync.WaitGroup
		records.EachRecord(func(r *kgo.Record) {
			wg.Add(1)
			go func() {
				defer wg.Done()
				s.store(ctx, string(r.Value))
			}()
		})
		wg.Wait()
		if err := cl.CommitRecords(ctx, read(ctx)...); err != nil {
			return err
		}
	}
}

func (s *shop) franz(ctx context.Context, cl *kgo.Client) error {
	for {
		iter := cl.PollFetches(ctx).RecordIter()
		for !iter.Done() {
			r := iter.Next()
			go s.store(ctx, string(r.Value)) // want "messages are worked on in any order"
			if err := cl.CommitRecords(ctx, r); err != nil {
				return err
			}
		}
	}
}

// Setup and Cleanup do nothing.
func (s *shop) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (s *shop) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (s *shop) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		go func() { // want "messages are worked on in any order"
			s.store(session.Context(), string(m.Value))
			session.MarkMessage(m, "")
		}()
	}
	return nil
}

type ordered struct{ *shop }

func (o ordered) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		done := make(chan struct{})
		go func() {
			o.store(session.Context(), string(m.Value))
			close(done)
		}()
		<-done
		session.MarkMessage(m, "")
	}
	return nil
}

func (s *shop) cumulative(ctx context.Context, c pulsar.Consumer) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		go s.store(ctx, string(m.Payload())) // want "messages are worked on in any order"
		if err := c.AckCumulative(m); err != nil {
			return err
		}
	}
}

func (s *shop) single(ctx context.Context, c pulsar.Consumer) error {
	for {
		m, err := c.Receive(ctx)
		if err != nil {
			return err
		}
		go func() {
			s.store(ctx, string(m.Payload()))
			c.Ack(m) // this one alone
		}()
	}
}

func (s *shop) rabbit(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		go func() {
			s.store(ctx, string(d.Body))
			d.Ack(false)
		}()
	}
}
