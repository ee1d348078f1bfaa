// Package mail consumes the events of orders through the libraries, and asks their service.
package mail

import (
	"context"
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill/message"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"

	"callback/orders/events"
	ordersv1 "callback/orders/v1"
	"callback/shared/pb"
)

type service struct {
	orders ordersv1.OrdersClient
	users  *pb.UsersClient
	last   string
}

func (s *service) kafka(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var e ordersv1.Placed
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return err
		}
		if err := s.mail(ctx, e.ID); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *service) mail(ctx context.Context, id string) error {
	o, err := s.orders.Get(ctx, &ordersv1.Request{ID: id}) // want "warning: handler calls the service that published the event"
	if err != nil {
		return err
	}
	s.last = o.Email
	return nil
}

func (s *service) amqp(ctx context.Context, ch *amqp.Channel) error {
	deliveries, err := ch.Consume("mail", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		var e events.Paid
		if err := json.Unmarshal(d.Body, &e); err != nil {
			return err
		}
		if _, err := s.orders.Get(ctx, &ordersv1.Request{ID: e.ID}); err != nil { // want "warning: handler calls the service that published the event"
			return err
		}
	}
	return nil
}

// Several services share one contract: whose event it is, it does not say.
func (s *service) router(r *message.Router, sub message.Subscriber) {
	r.AddNoPublisherHandler("mail", "names", sub, func(m *message.Message) error {
		var e pb.UserNamed
		if err := json.Unmarshal(m.Payload, &e); err != nil {
			return err
		}
		_, err := s.users.Get(m.Context(), &pb.Request{ID: e.ID})
		return err
	})
}

type note struct{ ID string }

// An event of its own.
func (s *service) stream(ctx context.Context, rdb *redis.Client) error {
	streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Streams: []string{"notes", ">"}}).Result()
	if err != nil {
		return err
	}
	for _, st := range streams {
		for _, m := range st.Messages {
			var n note
			if err := json.Unmarshal([]byte(m.ID), &n); err != nil {
				return err
			}
			if _, err := s.orders.Get(ctx, &ordersv1.Request{ID: n.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}
