// Package dead has a dead letter exchange.
package dead

import (
	"encoding/json"

	"github.com/rabbitmq/amqp091-go"
)

type order struct{ ID string }

func consume(ch *amqp091.Channel) error {
	if _, err := ch.QueueDeclare("orders", true, false, false, false, amqp091.Table{"x-dead-letter-exchange": "dead"}); err != nil {
		return err
	}
	deliveries, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}
