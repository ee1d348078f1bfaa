// Package doc holds the example of the documentation.
package doc

import "github.com/rabbitmq/amqp091-go"

func bad(conn *amqp091.Connection, handle func(amqp091.Delivery)) error {
	ch, err := conn.Channel() // want "info: the consumer is sent any number of unacked messages \\(prefetch is not set\\)"
	if err != nil {
		return err
	}
	orders, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range orders {
		handle(d)
		_ = d.Ack(false)
	}
	return nil
}

func good(conn *amqp091.Connection, handle func(amqp091.Delivery)) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	if err := ch.Qos(20, 0, false); err != nil {
		return err
	}
	orders, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range orders {
		handle(d)
		_ = d.Ack(false)
	}
	return nil
}
