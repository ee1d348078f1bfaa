// Package cycle loops by way of several handlers.
package cycle

import (
	"context"
	"encoding/json"

	"eventloop/wrapper"

	"github.com/nats-io/nats.go"
)

type Stock struct{ Item string }

type Price struct{ Item string }

type service struct{ bus *wrapper.Bus }

func (s *service) onStock(ctx context.Context, body []byte) error {
	var e Stock
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	return s.bus.Publish(ctx, "price.changed", Price{e.Item}) // want "error: the handler of .price.changed. leads back here, so one message goes round for ever"
}

func (s *service) onPrice(ctx context.Context, body []byte) error {
	var e Price
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	return s.bus.Publish(ctx, "stock.changed", Stock{e.Item})
}

func Run(ctx context.Context) error {
	s := &service{wrapper.New()}
	go func() { _ = wrapper.Consume(ctx, "price.changed", s.onPrice) }()
	return wrapper.Consume(ctx, "stock.changed", s.onStock)
}

// One of three looks before it publishes.
func three(nc *nats.Conn) {
	next := func(topic, to string) {
		_, _ = nc.Subscribe(topic, func(m *nats.Msg) { _ = nc.Publish(to, m.Data) }) // want "error: .b. leads back here by way of 2 handlers"
	}
	next("a", "b")
	next("b", "c")
	next("c", "a")
}

func guarded(nc *nats.Conn) {
	_, _ = nc.Subscribe("x", func(m *nats.Msg) { _ = nc.Publish("y", m.Data) })
	_, _ = nc.Subscribe("y", func(m *nats.Msg) {
		if len(m.Data) > 1 {
			_ = nc.Publish("x", m.Data[1:])
		}
	})
}
