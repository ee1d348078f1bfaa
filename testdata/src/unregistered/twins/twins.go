// Package twins publishes on topics whose names are known in part, or not at all.
package twins

import (
	"context"

	"github.com/segmentio/kafka-go"
)

func audit(ctx context.Context, w *kafka.Writer, env, region string) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "audit." + env + "." + region, Value: []byte("{}")})
}

func known(ctx context.Context, w *kafka.Writer) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "audit.live.eu", Value: []byte("{}")})
}

// perhaps may be a topic that is declared.
func perhaps(ctx context.Context, w *kafka.Writer, what string) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "orders.refund" + what, Value: []byte("{}")})
}

func surely(ctx context.Context, w *kafka.Writer, what string) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "metrics." + what, Value: []byte("{}")}) // want "warning: topic \"metrics.{}\" is not in events.yml"
}
