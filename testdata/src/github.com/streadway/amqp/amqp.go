// Package amqp stands in for the real library in fixtures.
package amqp

type Publishing struct {
	MessageId string
	Body      []byte
}

type Channel struct{}

func (ch *Channel) Publish(exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic("stub")
}

type Confirmation struct {
	DeliveryTag uint64
	Ack         bool
}

type Connection struct{}

func Dial(url string) (*Connection, error)                                    { panic("stub") }
func (c *Connection) Channel() (*Channel, error)                              { panic("stub") }
func (c *Connection) Close() error                                            { panic("stub") }
func (ch *Channel) Confirm(noWait bool) error                                 { panic("stub") }
func (ch *Channel) NotifyPublish(confirm chan Confirmation) chan Confirmation { panic("stub") }
