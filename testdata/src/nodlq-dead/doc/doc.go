// Package doc gives its queue dead letters.
package doc

import "github.com/rabbitmq/amqp091-go"

func declare(ch *amqp091.Channel) error {
	if _, err := ch.QueueDeclare("orders", true, false, false, false, amqp091.Table{"x-dead-letter-exchange": "dead"}); err != nil {
		return err
	}
	_, err := ch.QueueDeclare("dead", true, false, false, false, nil)
	return err
}

func consume(ch *amqp091.Channel, queue string) error {
	orders, err := ch.Consume("dead", "", false, false, false, false, nil)
	for d := range orders {
		_ = d.Nack(false, true)
	}
	return err
}
