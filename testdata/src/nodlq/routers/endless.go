// Package routers has the messages of a broker handled by routers.
package routers

import (
	"time"

	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
)

func endless(orders *kafka.Subscriber, handle message.NoPublishHandlerFunc) (*message.Router, error) {
	r, err := message.NewRouter(message.RouterConfig{}, nil) // want "info: the router has no poison queue, so a message that always fails comes again for ever"
	if err != nil {
		return nil, err
	}
	r.AddMiddleware(middleware.Recoverer, logged)
	r.AddMiddleware(middleware.Retry{MaxRetries: 3, InitialInterval: time.Second}.Middleware)
	r.AddConsumerHandler("bills", "orders", orders, handle)
	return r, nil
}

// logged only looks on.
func logged(h message.HandlerFunc) message.HandlerFunc {
	return func(m *message.Message) ([]*message.Message, error) {
		out, err := h(m)
		if err != nil {
			println("failed", m.UUID)
		}
		return out, err
	}
}

func subscribe() (*kafka.Subscriber, error) {
	return kafka.NewSubscriber(kafka.SubscriberConfig{Brokers: []string{"localhost:9092"}, ConsumerGroup: "bills"}, nil)
}
