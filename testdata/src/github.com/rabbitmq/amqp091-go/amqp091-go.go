// Package amqp091 stands in for the real library in fixtures.
package amqp091

import "context"

type Table map[string]any

type Publishing struct {
	Headers       Table
	ContentType   string
	MessageId     string
	CorrelationId string
	Type          string
	Body          []byte
}

type Connection struct{}

func (c *Connection) Channel() (*Channel, error) { panic("stub") }

type Channel struct{}

func (ch *Channel) PublishWithContext(_ context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic("stub")
}
func (ch *Channel) Close() error { panic("stub") }

type Delivery struct {
	ReplyTo       string
	CorrelationId string
	Body          []byte
}

func (d Delivery) Ack(multiple bool) error           { panic("stub") }
func (d Delivery) Nack(multiple, requeue bool) error { panic("stub") }

type DeferredConfirmation struct{ DeliveryTag uint64 }

func (d *DeferredConfirmation) WaitContext(ctx context.Context) (bool, error) { panic("stub") }

func (ch *Channel) Publish(exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic("stub")
}
func (ch *Channel) PublishWithDeferredConfirmWithContext(ctx context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) (*DeferredConfirmation, error) {
	panic("stub")
}
