package routers

import (
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill/message"
)

func ownPoison(orders *kafka.Subscriber, pub message.Publisher, handle message.NoPublishHandlerFunc) (*message.Router, error) {
	r, err := message.NewRouter(message.RouterConfig{}, nil)
	if err != nil {
		return nil, err
	}
	r.AddMiddleware(aside(pub))
	r.AddConsumerHandler("bills", "orders", orders, handle)
	return r, nil
}

// aside publishes what failed.
func aside(pub message.Publisher) message.HandlerMiddleware {
	return func(h message.HandlerFunc) message.HandlerFunc {
		return func(m *message.Message) ([]*message.Message, error) {
			out, err := h(m)
			if err != nil {
				return nil, pub.Publish("poison", m)
			}
			return out, nil
		}
	}
}
