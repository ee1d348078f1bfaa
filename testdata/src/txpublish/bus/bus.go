// Package bus wraps a broker, twice.
package bus

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Producer sends bytes.
type Producer struct{ client *kgo.Client }

// NewProducer makes a producer.
func NewProducer(c *kgo.Client) *Producer { return &Producer{client: c} }

// Send publishes.
func (p *Producer) Send(ctx context.Context, topic string, body []byte) error {
	return p.client.ProduceSync(ctx, &kgo.Record{Topic: topic, Value: body}).FirstErr()
}

// Must publishes in a function value's stead.
func Must(ctx context.Context, p *Producer, topic string, body []byte) error {
	return p.Send(ctx, topic, body)
}
