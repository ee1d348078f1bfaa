// Package amqp091 stands in for the real library in fixtures.
package amqp091

import "context"

type Table map[string]any

type Publishing struct {
	Headers       Table
	ContentType   string
	MessageId     string
	CorrelationId string
	ReplyTo       string
	DeliveryMode  uint8
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
func (ch *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	panic("stub")
}

type Delivery struct {
	DeliveryTag   uint64
	Redelivered   bool
	ReplyTo       string
	CorrelationId string
	MessageId     string
	Type          string
	Body          []byte
}

func (d Delivery) Ack(multiple bool) error           { panic("stub") }
func (d Delivery) Reject(requeue bool) error         { panic("stub") }
func (d Delivery) Nack(multiple, requeue bool) error { panic("stub") }

type DeferredConfirmation struct{ DeliveryTag uint64 }

func (d *DeferredConfirmation) WaitContext(ctx context.Context) (bool, error) { panic("stub") }

func (ch *Channel) Publish(exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic("stub")
}
func (ch *Channel) PublishWithDeferredConfirmWithContext(ctx context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) (*DeferredConfirmation, error) {
	panic("stub")
}

type Confirmation struct {
	DeliveryTag uint64
	Ack         bool
}

const (
	Transient  uint8 = 1
	Persistent uint8 = 2
)

type Queue struct{ Name string }

func Dial(url string) (*Connection, error)                                    { panic("stub") }
func (c *Connection) Close() error                                            { panic("stub") }
func (ch *Channel) Confirm(noWait bool) error                                 { panic("stub") }
func (ch *Channel) Tx() error                                                 { panic("stub") }
func (ch *Channel) TxCommit() error                                           { panic("stub") }
func (d *DeferredConfirmation) Wait() bool                                    { panic("stub") }
func (d *DeferredConfirmation) Acked() bool                                   { panic("stub") }
func (d *DeferredConfirmation) Done() <-chan struct{}                         { panic("stub") }
func (ch *Channel) NotifyPublish(confirm chan Confirmation) chan Confirmation { panic("stub") }
func (ch *Channel) QueueDeclare(name string, durable, autoDelete, exclusive, noWait bool, args Table) (Queue, error) {
	panic("stub")
}
func (ch *Channel) ExchangeDeclare(name, kind string, durable, autoDelete, internal, noWait bool, args Table) error {
	panic("stub")
}
func (ch *Channel) PublishWithDeferredConfirm(exchange, key string, mandatory, immediate bool, msg Publishing) (*DeferredConfirmation, error) {
	panic("stub")
}
func (ch *Channel) QueueBind(name, key, exchange string, noWait bool, args Table) error {
	panic("stub")
}

func (ch *Channel) Get(queue string, autoAck bool) (msg Delivery, ok bool, err error) { panic("stub") }
func (ch *Channel) Qos(prefetchCount, prefetchSize int, global bool) error            { panic("stub") }
func (ch *Channel) Ack(tag uint64, multiple bool) error                               { panic("stub") }
func (ch *Channel) ConsumeWithContext(ctx context.Context, queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	panic("stub")
}
