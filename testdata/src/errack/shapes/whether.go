package shapes

import (
	"context"
	"log"

	"github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"
)

func (s *shop) saves(ctx context.Context, id string) bool {
	if err := s.save(ctx, id); err != nil {
		log.Print(err)
		return false
	}
	return true
}

func (s *shop) whether(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if !s.saves(ctx, d.MessageId) { // want "failure to handle the message is dropped"
			log.Print("not saved")
		}
		d.Ack(false)
	}
	return nil
}

func (s *shop) whetherAndTold(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if !s.saves(ctx, d.MessageId) {
			d.Nack(false, !d.Redelivered)
			continue
		}
		d.Ack(false)
	}
	return nil
}

func (s *shop) grouped(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var g errgroup.Group
		g.Go(func() error { return s.save(ctx, string(m.Key)) })
		if err := g.Wait(); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *shop) groupedAndTold(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var g errgroup.Group
		g.Go(func() error { return s.save(ctx, string(m.Key)) })
		if err := g.Wait(); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
