// Package wrap limits a channel that another package opens and consumes from.
package wrap

import (
	"github.com/rabbitmq/amqp091-go"

	"prefetch/wrap/bus"
)

func run(conn *amqp091.Connection) error {
	b, err := bus.Open(conn)
	if err != nil {
		return err
	}
	return b.Each("orders", func(d amqp091.Delivery) { _ = d.Ack(false) })
}
