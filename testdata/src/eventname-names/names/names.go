// Package names publishes to topics, and events of kinds, that a team may want to be called otherwise.
package names

import (
	"context"

	"github.com/nats-io/nats.go"
	"github.com/rabbitmq/amqp091-go"
)

type service struct {
	nc *nats.Conn
	ch *amqp091.Channel
}

func (s *service) topics(region string, body []byte) {
	s.nc.Publish("shop.placed", body)
	s.nc.Publish("orders", body)
	s.nc.Publish("orders", body) // told above
	s.nc.Publish("order.create", body)
	s.nc.Publish("regions."+region, body) // not known as a whole
}

func (s *service) kinds(ctx context.Context, body []byte) {
	s.ch.PublishWithContext(ctx, "shop.events", "shop.paid", true, false, amqp091.Publishing{Type: "order.paid.created", Body: body})
	s.ch.PublishWithContext(ctx, "shop.events", "shop.cancelled", true, false, amqp091.Publishing{Type: "order.cancel", Body: body})
}
