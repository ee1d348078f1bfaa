// Package bus is an in-house consumer.
package bus

import "github.com/rabbitmq/amqp091-go"

// Message is a delivery.
type Message struct{ d amqp091.Delivery }

// Body is what it carries.
func (m Message) Body() []byte { return m.d.Body }

// Done acks it.
func (m Message) Done() error { return m.d.Ack(false) }

// Consumer hands messages to a function.
type Consumer struct{ ch *amqp091.Channel }

// Each calls handle for each message of a queue.
func (c *Consumer) Each(queue string, handle func(Message)) error {
	deliveries, err := c.ch.Consume(queue, "", true, false, false, false, nil) // want "messages are acked on delivery \\(auto-ack\\), so Ack is too late or fails"
	if err != nil {
		return err
	}
	for d := range deliveries {
		handle(Message{d})
	}
	return nil
}
