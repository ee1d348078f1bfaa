// Package doc holds the example of the documentation.
package doc

import (
	"log"

	"github.com/rabbitmq/amqp091-go"
)

func bad(deliveries <-chan amqp091.Delivery, save func(body []byte) error) {
	for d := range deliveries {
		if err := save(d.Body); err != nil {
			log.Print(err)
			d.Nack(false, true)
		}
		d.Ack(false) // want "error: message has been settled before on this way, so the broker, or the library, refuses it"
	}
}

func good(deliveries <-chan amqp091.Delivery, save func(body []byte) error) {
	for d := range deliveries {
		if err := save(d.Body); err != nil {
			log.Print(err)
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}
