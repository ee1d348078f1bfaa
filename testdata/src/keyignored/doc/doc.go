// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
)

func bad(ctx context.Context, orderID string, event []byte) error {
	w := &kafka.Writer{Topic: "orders.v1", RequiredAcks: kafka.RequireAll} // want "error: keys are ignored \\(Balancer is not set\\), so events of one entity lose their order"
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Key: []byte(orderID), Value: event})
}

func good(ctx context.Context, orderID string, event []byte) error {
	w := &kafka.Writer{Topic: "orders.v1", RequiredAcks: kafka.RequireAll, Balancer: &kafka.Hash{}}
	defer w.Close()
	return w.WriteMessages(ctx, kafka.Message{Key: []byte(orderID), Value: event})
}
