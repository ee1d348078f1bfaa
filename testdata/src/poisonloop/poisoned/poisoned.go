// Package poisoned has a poison queue.
package poisoned

import (
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
)

type order struct{ ID string }

func routes(router *message.Router, sub message.Subscriber, pub message.Publisher) error {
	poison, err := middleware.PoisonQueue(pub, "poison")
	if err != nil {
		return err
	}
	router.AddMiddleware(poison)
	router.AddConsumerHandler("orders", "orders", sub, func(m *message.Message) error {
		var o order
		return json.Unmarshal(m.Payload, &o)
	})
	return nil
}

// Whoever makes the router may have put a poison queue there.
func Register(router *message.Router, sub message.Subscriber) {
	router.AddConsumerHandler("orders", "orders", sub, func(m *message.Message) error {
		var o order
		return json.Unmarshal(m.Payload, &o)
	})
}
