// Package libraries consumes with several libraries.
package libraries

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"strings"

	"earlyack/source"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nsqio/go-nsq"
	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

type order struct{ ID string }

type shop struct {
	db    *sql.DB
	early bool
	jobs  chan order
	done  chan error
}

func (s *shop) save(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

func (s *shop) wrapped(ctx context.Context, src *source.Source) error {
	for {
		m, err := src.Next(ctx)
		if err != nil {
			return err
		}
		if err := src.Done(ctx, m); err != nil { // want "message is settled before the work on it is done"
			return err
		}
		if err := s.save(ctx, string(m.Value)); err != nil {
			return err
		}
	}
}

func (s *shop) kafka(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil { // want "message is settled before the work on it is done"
			return err
		}
		var o order
		if err := json.Unmarshal(m.Value, &o); err != nil {
			return err
		}
		if err := s.save(ctx, o.ID); err != nil {
			return err
		}
	}
}

func (s *shop) last(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, string(m.Value)); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
		if err := s.save(ctx, "seen "+string(m.Value)); err != nil {
			return err // after the main work
		}
	}
}

// Setup and Cleanup do nothing.
func (s *shop) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (s *shop) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (s *shop) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		session.MarkMessage(m, "") // want "message is settled before the work on it is done"
		if err := s.save(session.Context(), string(m.Value)); err != nil {
			return err
		}
	}
	return nil
}

func (s *shop) stream(ctx context.Context, c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		if err := m.Ack(); err != nil { // want "message is settled before the work on it is done"
			return
		}
		resp, err := http.Post("https://shop.example/orders", "application/json", strings.NewReader(string(m.Data())))
		if err != nil {
			log.Print(err)
			return
		}
		resp.Body.Close()
	})
	return err
}

func (s *shop) watermill(ctx context.Context, messages <-chan *message.Message) {
	for m := range messages {
		m.Ack() // want "message is settled before the work on it is done"
		if err := s.save(ctx, string(m.Payload)); err != nil {
			log.Print(err)
		}
	}
}

func (s *shop) HandleMessage(m *nsq.Message) error {
	m.Finish() // want "message is settled before the work on it is done"
	return s.save(context.Background(), string(m.Body))
}

func (s *shop) queued(deliveries <-chan amqp091.Delivery) error {
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, false)
			continue
		}
		s.jobs <- o
		if err := d.Ack(false); err != nil { // want "message is settled before the work on it is done"
			return err
		}
	}
	return nil
}

func (s *shop) spawned(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		go s.save(ctx, string(d.Body))
		d.Ack(false) // want "message is settled before the work on it is done"
	}
}

func (s *shop) waited(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		s.jobs <- order{string(d.Body)}
		if err := <-s.done; err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) worker(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		go func() {
			if err := s.save(ctx, string(d.Body)); err != nil {
				d.Nack(false, true)
				return
			}
			d.Ack(false)
		}()
	}
}

func (s *shop) invalid(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Ack(false) // never can be read
			s.save(ctx, "bad "+string(d.Body))
			continue
		}
		if err := s.save(ctx, o.ID); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

func (s *shop) logged(deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		d.Ack(false)
		log.Printf("order %s", d.Body)
	}
}

func (s *shop) chosen(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if s.early {
			d.Ack(false) // at most once, if so configured
		}
		if err := s.save(ctx, string(d.Body)); err != nil {
			log.Print(err)
		}
	}
}

func (s *shop) ignored(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if len(d.Body) == 0 {
			d.Ack(false)
			continue
		}
		if err := s.save(ctx, string(d.Body)); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}
