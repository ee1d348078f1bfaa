// Package typed publishes and consumes by type: configurations say which topics those go to.
package typed

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
)

type Placed struct{ ID string }

type service struct {
	bus  *cqrs.EventBus
	last string
}

func start(pub message.Publisher, r *message.Router) (*service, error) {
	bus, err := cqrs.NewEventBusWithConfig(pub, cqrs.EventBusConfig{
		GeneratePublishTopic: func(p cqrs.GenerateEventPublishTopicParams) (string, error) { return "events." + p.EventName, nil },
	})
	if err != nil {
		return nil, err
	}
	s := &service{bus: bus}
	processor, err := cqrs.NewEventProcessorWithConfig(r, cqrs.EventProcessorConfig{
		GenerateSubscribeTopic: func(p cqrs.EventProcessorGenerateSubscribeTopicParams) (string, error) {
			return "events." + p.EventName, nil
		},
	})
	if err != nil {
		return nil, err
	}
	return s, processor.AddHandlers(cqrs.NewEventHandler("mail", s.placed)) // edge: consume "events.typed.Placed" edges/typed.Placed high
}

func (s *service) placed(ctx context.Context, e *Placed) error {
	s.last = e.ID
	return nil
}

func (s *service) place(ctx context.Context, id string) error {
	return s.bus.Publish(ctx, Placed{id}) // edge: publish "events.typed.Placed" edges/typed.Placed high
}
