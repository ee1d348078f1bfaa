// Package pulsar stands in for the real library in fixtures.
package pulsar

import "context"

type MessageID interface{ Serialize() []byte }

type ProducerMessage struct {
	Payload    []byte
	Key        string
	Properties map[string]string
}

type Producer interface {
	Send(context.Context, *ProducerMessage) (MessageID, error)
	SendAsync(context.Context, *ProducerMessage, func(MessageID, *ProducerMessage, error))
}
