// Package libraries consumes with several libraries.
package libraries

import (
	"context"
	"database/sql"
	"log"
	"sync"

	"ackhandoff/consumer"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/hibiken/asynq"
	"github.com/nsqio/go-nsq"
	"github.com/rabbitmq/amqp091-go"
	"golang.org/x/sync/errgroup"
)

type shop struct {
	db   *sql.DB
	jobs chan string
	work chan job
}

type job struct {
	id   string
	done chan error
}

func (s *shop) save(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

func (s *shop) store(ctx context.Context, id string) {
	if err := s.save(ctx, id); err != nil {
		log.Print(err)
	}
}

func (s *shop) routes(router *message.Router, sub message.Subscriber, mux *asynq.ServeMux, c *nsq.Consumer, deliveries <-chan amqp091.Delivery) {
	router.AddConsumerHandler("spawned", "orders", sub, s.spawned)
	router.AddConsumerHandler("queued", "orders", sub, s.queued)
	router.AddConsumerHandler("selected", "orders", sub, s.selected)
	router.AddConsumerHandler("joined", "orders", sub, s.joined)
	router.AddConsumerHandler("answered", "orders", sub, s.answered)
	router.AddConsumerHandler("beside", "orders", sub, s.beside)
	mux.HandleFunc("pooled", s.pooled)
	mux.HandleFunc("grouped", s.grouped)
	mux.HandleFunc("counted", s.counted)
	c.AddHandler(s)
	c.AddHandler(nsq.HandlerFunc(s.byHand))
	consumer.Run(context.Background(), deliveries, &inner{s})
	consumer.Run(context.Background(), deliveries, &direct{s})
}

func (s *shop) spawned(m *message.Message) error {
	go s.store(context.Background(), string(m.Payload)) // want "handler hands the message to another goroutine"
	return nil
}

func (s *shop) queued(m *message.Message) error {
	s.jobs <- string(m.Payload) // want "handler hands the message to another goroutine"
	return nil
}

func (s *shop) selected(m *message.Message) error {
	select {
	case s.jobs <- string(m.Payload): // want "handler hands the message to another goroutine"
	case <-m.Context().Done():
		return m.Context().Err()
	}
	return nil
}

func (s *shop) joined(m *message.Message) error {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.store(m.Context(), string(m.Payload))
	}()
	wg.Wait()
	return nil
}

func (s *shop) answered(m *message.Message) error {
	j := job{string(m.Payload), make(chan error)}
	s.work <- j
	select {
	case err := <-j.done:
		return err
	case <-m.Context().Done():
		return m.Context().Err()
	}
}

func (s *shop) beside(m *message.Message) error {
	if err := s.save(m.Context(), string(m.Payload)); err != nil {
		return err
	}
	go s.store(context.Background(), "seen "+string(m.Payload)) // news of the work
	return nil
}

func (s *shop) pooled(ctx context.Context, t *asynq.Task) error {
	id := string(t.Payload())
	go func() { s.store(context.Background(), id) }() // want "handler hands the message to another goroutine"
	return nil
}

func (s *shop) grouped(ctx context.Context, t *asynq.Task) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.save(ctx, string(t.Payload())) })
	return g.Wait()
}

func (s *shop) counted(ctx context.Context, t *asynq.Task) error {
	go log.Printf("order %s", t.Payload())
	return s.save(ctx, string(t.Payload()))
}

func (s *shop) HandleMessage(m *nsq.Message) error {
	go s.store(context.Background(), string(m.Body)) // want "handler hands the message to another goroutine"
	return nil
}

func (s *shop) byHand(m *nsq.Message) error {
	go func() {
		if err := s.save(context.Background(), string(m.Body)); err != nil {
			m.Requeue(-1)
			return
		}
		m.Finish()
	}()
	return nil
}

type inner struct{ shop *shop }

func (i *inner) Handle(ctx context.Context, body []byte) error {
	go i.shop.store(context.Background(), string(body)) // want "handler hands the message to another goroutine"
	return nil
}

type direct struct{ shop *shop }

func (d *direct) Handle(ctx context.Context, body []byte) error {
	return d.shop.save(ctx, string(body))
}
