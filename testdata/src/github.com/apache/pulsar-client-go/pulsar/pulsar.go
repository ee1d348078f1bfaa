// Package pulsar stands in for the real library in fixtures.
package pulsar

import "context"

type MessageID interface{ Serialize() []byte }

type ProducerMessage struct {
	OrderingKey string
	Payload     []byte
	Key         string
	Properties  map[string]string
}

type Producer interface {
	Send(context.Context, *ProducerMessage) (MessageID, error)
	SendAsync(context.Context, *ProducerMessage, func(MessageID, *ProducerMessage, error))
	FlushWithCtx(ctx context.Context) error
	Close()
}

type ClientOptions struct{ URL string }

type ProducerOptions struct{ Topic string }

type Client interface {
	CreateProducer(ProducerOptions) (Producer, error)
	Close()
}

func NewClient(options ClientOptions) (Client, error) { panic("stub") }

type Message interface{ Payload() []byte }

type Consumer interface {
	Receive(context.Context) (Message, error)
	Ack(Message) error
	AckCumulative(msg Message) error
	Nack(Message)
}
