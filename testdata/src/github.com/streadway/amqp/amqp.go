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
