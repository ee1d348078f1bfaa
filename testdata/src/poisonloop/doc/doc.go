// Package doc holds the example of the documentation.
package doc

import (
	"encoding/json"

	"github.com/rabbitmq/amqp091-go"
)

type order struct{ ID string }

func bad(deliveries <-chan amqp091.Delivery, save func(order) error) {
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, true) // want "warning: message that can never be handled is sent back, so it is delivered again at once and for ever"
			continue
		}
		if err := save(o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

func good(deliveries <-chan amqp091.Delivery, save func(order) error) {
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Reject(false) // to the dead letter exchange, if the queue has one
			continue
		}
		if err := save(o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}
