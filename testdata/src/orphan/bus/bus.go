// Package bus wraps libraries for its callers.
package bus

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/segmentio/kafka-go"
)

// Bus publishes and consumes.
type Bus struct {
	Writer  *kafka.Writer
	Channel *amqp.Channel
	Stream  jetstream.JetStream
}

// Write publishes to Kafka.
func (b *Bus) Write(ctx context.Context, topic string, body []byte) error {
	return b.Writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

// Enqueue puts a message into a queue of RabbitMQ.
func (b *Bus) Enqueue(ctx context.Context, queue string, body []byte) error {
	return b.Channel.PublishWithContext(ctx, "", queue, false, false, amqp.Publishing{Body: body})
}

// Dequeue takes messages from there.
func (b *Bus) Dequeue(queue string) (<-chan amqp.Delivery, error) {
	return b.Channel.Consume(queue, "", false, false, false, false, nil)
}
