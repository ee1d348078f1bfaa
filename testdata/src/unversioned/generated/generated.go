// Package generated has buses that make topics of the names of events.
package generated

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
)

type Placed struct{ OrderID string }

type numbered struct{ events *cqrs.EventBus }

func newNumbered(p message.Publisher) (*numbered, error) {
	events, err := cqrs.NewEventBusWithConfig(p, cqrs.EventBusConfig{
		GeneratePublishTopic: func(params cqrs.GenerateEventPublishTopicParams) (string, error) {
			return "orders." + params.EventName + ".v1", nil
		},
	})
	return &numbered{events}, err
}

func (b *numbered) placed(ctx context.Context, id string) error {
	return b.events.Publish(ctx, Placed{OrderID: id})
}

type Packed struct{ OrderID string } // want "warning: payload has no version"

type plain struct{ events *cqrs.EventBus }

func newPlain(p message.Publisher) (*plain, error) {
	events, err := cqrs.NewEventBusWithConfig(p, cqrs.EventBusConfig{
		GeneratePublishTopic: func(params cqrs.GenerateEventPublishTopicParams) (string, error) {
			return "orders." + params.EventName, nil
		},
	})
	return &plain{events}, err
}

func (b *plain) packed(ctx context.Context, id string) error {
	return b.events.Publish(ctx, Packed{OrderID: id})
}
