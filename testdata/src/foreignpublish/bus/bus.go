// Package bus wraps a library for its callers: what it publishes is theirs.
package bus

import (
	"context"

	"github.com/rabbitmq/amqp091-go"
)

// Enqueue puts a message into a queue.
func Enqueue(ctx context.Context, ch *amqp091.Channel, queue string, body []byte) error {
	return ch.PublishWithContext(ctx, "", queue, false, false, amqp091.Publishing{Body: body})
}
