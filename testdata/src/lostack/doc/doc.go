// Package doc holds the example of the documentation.
package doc

import (
	"log"

	"github.com/rabbitmq/amqp091-go"
)

func bad(ch *amqp091.Channel, save func(body []byte) error) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := save(d.Body); err != nil {
			log.Print(err) // want "warning: message is neither acked nor nacked on this way, so the broker holds it until the consumer goes away"
			continue
		}
		d.Ack(false)
	}
	return nil
}

func good(ch *amqp091.Channel, save func(body []byte) error) error {
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := save(d.Body); err != nil {
			log.Print(err)
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}
