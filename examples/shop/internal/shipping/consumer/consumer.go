// Package consumer hears on Kafka that invoices were issued.
package consumer

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"
)

const topic = "shop.invoices.v1"

// Shipments is what shipping does about invoiced orders.
type Shipments interface {
	Create(ctx context.Context, orderID string) error
}

// Consumer reads the events of billing.
type Consumer struct {
	client    *kgo.Client
	shipments Shipments
}

// New connects to Kafka, in the consumer group of shipping.
func New(brokers []string, shipments Shipments) (*Consumer, error) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(brokers...),
		kgo.ConsumerGroup("shipping"),
		kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.DisableAutoCommit(),
	)
	if err != nil {
		return nil, fmt.Errorf("connect to kafka: %w", err)
	}
	return &Consumer{client: client, shipments: shipments}, nil
}

// Run consumes until ctx is done or an event cannot be handled. What is not committed comes again.
func (c *Consumer) Run(ctx context.Context) error {
	defer c.client.Close()
	for {
		fetches := c.client.PollFetches(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err := fetches.Err(); err != nil {
			return fmt.Errorf("poll: %w", err)
		}
		for _, r := range fetches.Records() {
			if err := c.handle(ctx, r); err != nil {
				return fmt.Errorf("event at %s/%d/%d: %w", r.Topic, r.Partition, r.Offset, err)
			}
		}
		if err := c.client.CommitUncommittedOffsets(ctx); err != nil {
			return fmt.Errorf("commit offsets: %w", err)
		}
	}
}

func (c *Consumer) handle(ctx context.Context, r *kgo.Record) error {
	var invoice struct {
		OrderID string `json:"order_id"`
	}
	if err := json.Unmarshal(r.Value, &invoice); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	if invoice.OrderID == "" {
		return nil
	}
	return c.shipments.Create(ctx, invoice.OrderID)
}
