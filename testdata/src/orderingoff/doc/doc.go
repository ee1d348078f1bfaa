// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"cloud.google.com/go/pubsub/v2"
)

func bad(ctx context.Context, client *pubsub.Client, order string, event []byte) error {
	orders := client.Publisher("orders") // want "error: ordering keys are refused \\(EnableMessageOrdering is not set\\), so no such message is published"
	_, err := orders.Publish(ctx, &pubsub.Message{Data: event, OrderingKey: order}).Get(ctx)
	return err
}

func good(ctx context.Context, client *pubsub.Client, order string, event []byte) error {
	orders := client.Publisher("orders")
	orders.EnableMessageOrdering = true
	_, err := orders.Publish(ctx, &pubsub.Message{Data: event, OrderingKey: order}).Get(ctx)
	if err != nil {
		orders.ResumePublish(order)
	}
	return err
}
