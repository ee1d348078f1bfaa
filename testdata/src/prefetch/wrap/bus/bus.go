// Package bus is an in-house consumer.
package bus

import "github.com/rabbitmq/amqp091-go"

// Bus consumes from a channel.
type Bus struct{ ch *amqp091.Channel }

// Open opens a channel.
func Open(conn *amqp091.Connection) (*Bus, error) {
	ch, err := conn.Channel() // want "any number of unacked messages \\(prefetch is not set\\)"
	if err != nil {
		return nil, err
	}
	return &Bus{ch}, nil
}

// Each calls handle for each delivery of a queue.
func (b *Bus) Each(queue string, handle func(amqp091.Delivery)) error {
	deliveries, err := b.ch.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		handle(d)
	}
	return nil
}
