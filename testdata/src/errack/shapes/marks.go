package shapes

import (
	"context"
	"log"

	"github.com/rabbitmq/amqp091-go"
)

func (s *shop) marks(ctx context.Context, ch *amqp091.Channel) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		s.markedAfter(ctx, d)
		s.markedBefore(ctx, d)
		s.keptForLater(ctx, d)
	}
	return nil
}

func (s *shop) mark(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING", id)
	return err
}

// markedAfter may handle a message twice, but loses none.
func (s *shop) markedAfter(ctx context.Context, d amqp091.Delivery) {
	if err := s.save(ctx, d.MessageId); err != nil {
		d.Nack(false, !d.Redelivered)
		return
	}
	if err := s.mark(ctx, d.MessageId); err != nil {
		log.Print(err)
		d.Ack(false)
		return
	}
	d.Ack(false)
}

func (s *shop) markedBefore(ctx context.Context, d amqp091.Delivery) {
	if err := s.mark(ctx, d.MessageId); err != nil {
		d.Nack(false, !d.Redelivered)
		return
	}
	if err := s.save(ctx, d.MessageId); err != nil { // want "failure to handle the message is dropped"
		log.Print(err)
	}
	d.Ack(false)
}

// keptForLater has nothing but the row in the inbox, from which others handle the message.
func (s *shop) keptForLater(ctx context.Context, d amqp091.Delivery) {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO inbox (id, body) VALUES ($1, $2)", d.MessageId, d.Body); err != nil { // want "failure to handle the message is dropped"
		log.Print(err)
	}
	d.Ack(false)
}
