// Package golang stands in for the real library in fixtures.
package golang

import (
	"context"
	"time"
)

type Message struct {
	Topic string
	Body  []byte
}

type MessageView struct{}

func (msg *MessageView) GetBody() []byte { panic("stub") }

type Producer interface {
	Send(context.Context, *Message) ([]*SendReceipt, error)
}

type SendReceipt struct{}

type SimpleConsumer interface {
	Ack(ctx context.Context, messageView *MessageView) error
	Receive(ctx context.Context, maxMessageNum int32, invisibleDuration time.Duration) ([]*MessageView, error)
}
