// Package twins has topics whose other end is there, is declared, or may be there.
package twins

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"

	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"
)

func wildcards(nc *nats.Conn, id string) error {
	if _, err := nc.Subscribe("stock.*.moved", func(*nats.Msg) {}); err != nil {
		return err
	}
	return nc.Publish("stock."+id+".moved", []byte("{}"))
}

func declared(ctx context.Context, w *kafka.Writer) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "exports", Value: []byte("{}")})
}

func elsewhere(ctx context.Context) (kafka.Message, error) {
	return kafka.NewReader(kafka.ReaderConfig{Topic: "imports"}).FetchMessage(ctx)
}

// queue is bound to an exchange somewhere.
func queue(ctx context.Context, ch *amqp.Channel) error {
	return ch.PublishWithContext(ctx, "orders", "placed", false, false, amqp.Publishing{Body: []byte("{}")})
}
