package shapes

import (
	"context"
	"log"

	"github.com/rabbitmq/amqp091-go"
)

func (s *shop) anyway(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.ackedAnyway(ctx, d); err != nil {
			log.Print(err)
		}
		if err := s.ackedAndParked(ctx, d); err != nil {
			if err := s.park(ctx, ch, d); err != nil {
				return err
			}
		}
		s.ackedIfSaved(ctx, d)
	}
	return nil
}

func (s *shop) ackedAnyway(ctx context.Context, d amqp091.Delivery) (err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
		d.Ack(false)
	}()
	return s.save(ctx, d.MessageId) // want "failure to handle the message is dropped"
}

// ackedAndParked leaves it to its caller to keep what failed.
func (s *shop) ackedAndParked(ctx context.Context, d amqp091.Delivery) error {
	defer d.Ack(false)
	return s.save(ctx, d.MessageId)
}

func (s *shop) ackedIfSaved(ctx context.Context, d amqp091.Delivery) (err error) {
	defer func() {
		if err == nil {
			d.Ack(false)
			return
		}
		d.Nack(false, !d.Redelivered)
	}()
	return s.save(ctx, d.MessageId)
}

func (s *shop) park(ctx context.Context, ch *amqp091.Channel, d amqp091.Delivery) error {
	return ch.PublishWithContext(ctx, "", "orders.parked", true, false, amqp091.Publishing{MessageId: d.MessageId, Body: d.Body})
}
