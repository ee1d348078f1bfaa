// Package source hands deliveries to its callers.
package source

import "github.com/rabbitmq/amqp091-go"

// Deliveries are those of a queue. They must be acked.
func Deliveries(ch *amqp091.Channel, queue string) (<-chan amqp091.Delivery, error) {
	return ch.Consume(queue, "", false, false, false, false, nil)
}

// Done acks a delivery.
func Done(d amqp091.Delivery) { d.Ack(false) }
