package routers

import (
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
)

func ended(orders *kafka.Subscriber, pub message.Publisher, handle message.NoPublishHandlerFunc) (*message.Router, error) {
	r, err := message.NewRouter(message.RouterConfig{}, nil)
	if err != nil {
		return nil, err
	}
	poison, err := middleware.PoisonQueue(pub, "poison")
	if err != nil {
		return nil, err
	}
	r.AddMiddleware(poison)
	r.AddConsumerHandler("bills", "orders", orders, handle)
	return r, nil
}
