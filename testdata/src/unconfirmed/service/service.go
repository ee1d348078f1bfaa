package service

import (
	"context"

	wamqp "github.com/ThreeDotsLabs/watermill-amqp/v3/pkg/amqp"
	"github.com/ThreeDotsLabs/watermill/message"
	amqp "github.com/rabbitmq/amqp091-go"
	"unconfirmed/rabbit"
)

func wire(conn *amqp.Connection) (*rabbit.Publisher, *rabbit.Confirmed, error) {
	plain, err := conn.Channel()
	if err != nil {
		return nil, nil, err
	}
	confirmed, err := conn.Channel()
	if err != nil {
		return nil, nil, err
	}
	c, err := rabbit.NewConfirmed(confirmed)
	return rabbit.New(plain), c, err
}

func Run(ctx context.Context, conn *amqp.Connection, event []byte) error {
	p, c, err := wire(conn)
	if err != nil {
		return err
	}
	if err := p.Publish(ctx, "placed.v1", event); err != nil {
		return err
	}
	return c.Publish(ctx, "placed.v1", event)
}

func overWatermill(m *message.Message) error {
	p, err := wamqp.NewPublisher(wamqp.NewDurableQueueConfig("amqp://localhost"), nil)
	if err != nil {
		return err
	}
	return p.Publish("orders.v1", m) // want "not in confirm mode"
}

func overWatermillConfirmed(m *message.Message) error {
	config := wamqp.NewDurableQueueConfig("amqp://localhost")
	config.Publish.ConfirmDelivery = true
	p, err := wamqp.NewPublisher(config, nil)
	if err != nil {
		return err
	}
	return p.Publish("orders.v1", m)
}
