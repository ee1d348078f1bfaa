// Package cqrs stands in for the real library in fixtures.
package cqrs

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/message"
)

type GenerateEventPublishTopicParams struct {
	EventName string
	Event     any
}

type GenerateEventPublishTopicFn func(GenerateEventPublishTopicParams) (string, error)

type EventBusConfig struct {
	GeneratePublishTopic GenerateEventPublishTopicFn
}

type EventProcessorGenerateSubscribeTopicParams struct {
	EventName    string
	EventHandler EventHandler
}

type EventProcessorGenerateSubscribeTopicFn func(EventProcessorGenerateSubscribeTopicParams) (string, error)

type EventProcessorConfig struct {
	GenerateSubscribeTopic EventProcessorGenerateSubscribeTopicFn
}

type EventProcessor struct{ config EventProcessorConfig }

func NewEventProcessorWithConfig(router *message.Router, config EventProcessorConfig) (*EventProcessor, error) {
	panic("stub")
}

func (p *EventProcessor) AddHandlers(handlers ...EventHandler) error { panic("stub") }

type EventBus struct{ publisher message.Publisher }

func NewEventBusWithConfig(publisher message.Publisher, config EventBusConfig) (*EventBus, error) {
	panic("stub")
}

func (c EventBus) Publish(ctx context.Context, event any) error { panic("stub") }

type CommandBus struct{ publisher message.Publisher }

func (c CommandBus) Send(ctx context.Context, cmd any) error { panic("stub") }

type EventHandler interface{ HandlerName() string }

func NewEventHandler[Event any](handlerName string, handleFunc func(ctx context.Context, event *Event) error) EventHandler {
	panic("stub")
}
