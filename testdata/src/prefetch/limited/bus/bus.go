// Package bus is an in-house consumer.
package bus

import "github.com/rabbitmq/amqp091-go"

// Bus consumes from a channel.
type Bus struct{ ch *amqp091.Channel }

// Limited opens a channel with a limit.
func Limited(conn *amqp091.Connection, limit int) (*Bus, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	b := &Bus{ch}
	if err := b.limit(limit); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *Bus) limit(n int) error { return b.ch.Qos(n, 0, false) }

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
