// Package mqtt stands in for the real library in fixtures.
package mqtt

import "time"

type Client interface {
	Publish(topic string, qos byte, retained bool, payload any) Token
	Subscribe(topic string, qos byte, callback MessageHandler) Token
}

type Message interface {
	Payload() []byte
	Topic() string
}

type MessageHandler func(Client, Message)

type Token interface {
	Done() <-chan struct{}
	Error() error
	Wait() bool
	WaitTimeout(time.Duration) bool
}
