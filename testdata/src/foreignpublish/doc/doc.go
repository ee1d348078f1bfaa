// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type orders struct{ writer *kafka.Writer }

type invoice struct{ OrderID string }

func (o *orders) bad(ctx context.Context, i invoice) error {
	return o.publish(ctx, "invoices", i) // want "error: only billing may publish \"invoices\", so a second producer contradicts it"
}

func (o *orders) good(ctx context.Context, i invoice) error {
	return o.publish(ctx, "orders.placed", i) // in events.yml: {name: orders.placed, owner: team-orders}; {name: invoices, source-of-truth: billing}
}

func (o *orders) publish(ctx context.Context, topic string, i invoice) error {
	body, err := json.Marshal(i)
	if err != nil {
		return err
	}
	return o.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

func (o *orders) elsewhere(ctx context.Context, i invoice) error {
	return o.publish(ctx, "elsewhere", i) // want "error: \"elsewhere\" belongs to team-warehouse, who know nothing of this producer of team-orders"
}
