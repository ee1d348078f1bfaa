// Package limited consumes from a channel that another package limits.
package limited

import (
	"github.com/rabbitmq/amqp091-go"

	"prefetch/limited/bus"
)

func run(conn *amqp091.Connection, limit int) error {
	b, err := bus.Limited(conn, limit)
	if err != nil {
		return err
	}
	return b.Each("orders", func(d amqp091.Delivery) { _ = d.Ack(false) })
}
