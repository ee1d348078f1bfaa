// Package middleware stands in for the real library in fixtures.
package middleware

import "github.com/ThreeDotsLabs/watermill/message"

func InstantAck(h message.HandlerFunc) message.HandlerFunc { panic("stub") }

func Recoverer(h message.HandlerFunc) message.HandlerFunc { panic("stub") }

func PoisonQueue(pub message.Publisher, topic string) (message.HandlerMiddleware, error) {
	panic("stub")
}
