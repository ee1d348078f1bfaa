// Package adapter implements the application's ports; nobody but the wiring imports it.
package adapter

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"

	"txretry/app"
	"txretry/store"
)

// Kafka publishes events.
type Kafka struct{ client *kgo.Client }

// Placed publishes an order.
func (k *Kafka) Placed(ctx context.Context, order string) error {
	return k.send(ctx, "orders.v1", []byte(order))
}

func (k *Kafka) send(ctx context.Context, topic string, body []byte) error {
	return k.client.ProduceSync(ctx, &kgo.Record{Topic: topic, Value: body}).FirstErr()
}

// Wire joins the parts.
func Wire(c *kgo.Client, s *store.Stubborn) *app.Orders {
	return app.New(s, &Kafka{client: c})
}
