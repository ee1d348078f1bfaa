package handling

import (
	"context"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

type server struct{ ch *amqp.Channel }

// The answer to a call is no event: whoever called notices that it does not come.
func (s *server) answer(ctx context.Context, d *amqp.Delivery, body []byte) {
	if err := s.ch.PublishWithContext(ctx, "", d.ReplyTo, false, false, amqp.Publishing{CorrelationId: d.CorrelationId, Body: body}); err != nil {
		log.Print(err)
	}
}

func (s *server) forward(ctx context.Context, d *amqp.Delivery) {
	if err := s.ch.PublishWithContext(ctx, "", "orders.v1", false, false, amqp.Publishing{CorrelationId: d.CorrelationId, Body: d.Body}); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
}
