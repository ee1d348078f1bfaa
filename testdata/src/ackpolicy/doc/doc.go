// Package doc holds the example of the documentation.
package doc

import (
	"github.com/rabbitmq/amqp091-go"
)

func bad(ch *amqp091.Channel, store func([]byte) error) error {
	orders, err := ch.Consume("orders", "", true, false, false, false, nil) // want "messages are acked on delivery \\(auto-ack\\), so Nack is too late or fails"
	if err != nil {
		return err
	}
	for d := range orders {
		if err := store(d.Body); err != nil {
			_ = d.Nack(false, true)
			continue
		}
		_ = d.Ack(false)
	}
	return nil
}

func good(ch *amqp091.Channel, store func([]byte) error) error {
	orders, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range orders {
		if err := store(d.Body); err != nil {
			_ = d.Nack(false, true)
			continue
		}
		_ = d.Ack(false)
	}
	return nil
}
