// Package common stands in for the real library in fixtures.
package common

import "context"

type Service interface {
	AddTopicEventHandler(sub *Subscription, fn TopicEventHandler) error
}

type Subscription struct {
	PubsubName string
	Topic      string
	Route      string
}

type SubscriptionResponseStatus string

type TopicEvent struct {
	ID      string
	Data    any
	RawData []byte
}

func (e *TopicEvent) Struct(target any) error { panic("stub") }

type TopicEventHandler func(ctx context.Context, e *TopicEvent) (retry bool, err error)
