// Package middleware stands in for the real library in fixtures.
package middleware

import (
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

type Retry struct {
	MaxRetries      int
	InitialInterval time.Duration
}

func (r Retry) Middleware(h message.HandlerFunc) message.HandlerFunc { panic("stub") }

func InstantAck(h message.HandlerFunc) message.HandlerFunc { panic("stub") }

func Recoverer(h message.HandlerFunc) message.HandlerFunc { panic("stub") }

func PoisonQueue(pub message.Publisher, topic string) (message.HandlerMiddleware, error) {
	panic("stub")
}
