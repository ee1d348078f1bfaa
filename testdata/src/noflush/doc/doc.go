// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

func bad(ctx context.Context, client *kgo.Client, events [][]byte) {
	defer client.Close() // want "warning: closed without a flush, so events that were not sent yet are lost"
	for _, e := range events {
		client.Produce(ctx, &kgo.Record{Topic: "orders.v1", Value: e}, nil)
	}
}

func good(ctx context.Context, client *kgo.Client, events [][]byte) error {
	defer client.Close()
	for _, e := range events {
		client.Produce(ctx, &kgo.Record{Topic: "orders.v1", Value: e}, nil)
	}
	return client.Flush(ctx)
}
