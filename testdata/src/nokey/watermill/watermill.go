// Package watermill publishes through Watermill's publishers for Kafka, whose marshalers decide on the key.
package watermill

import (
	"context"
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
)

type priced struct{ SKU, Price string }

type service struct{ publisher message.Publisher }

func (s *service) price(e priced) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.publisher.Publish("prices", message.NewMessage(watermill.NewUUID(), body))
}

func newService() (*service, error) {
	p, err := kafka.NewPublisher(kafka.PublisherConfig{
		Brokers:   []string{"localhost:9092"},
		Marshaler: kafka.DefaultMarshaler{}, // want "warning: messages get no partition key .Marshaler., so events of one thing lose their order"
	}, nil)
	if err != nil {
		return nil, err
	}
	return &service{p}, nil
}

type alerted struct{ AlertID string }

func bus(ctx context.Context) error {
	p, err := kafka.NewPublisher(kafka.PublisherConfig{Marshaler: kafka.DefaultMarshaler{}}, nil) // want "warning: messages get no partition key"
	if err != nil {
		return err
	}
	b, err := cqrs.NewEventBusWithConfig(p, cqrs.EventBusConfig{})
	if err != nil {
		return err
	}
	return b.Publish(ctx, alerted{"a"})
}

func keyedBus(ctx context.Context) error {
	p, err := kafka.NewPublisher(kafka.PublisherConfig{Marshaler: kafka.NewWithPartitioningMarshaler(func(_ string, m *message.Message) (string, error) {
		return m.Metadata.Get("alert"), nil
	})}, nil)
	if err != nil {
		return err
	}
	b, err := cqrs.NewEventBusWithConfig(p, cqrs.EventBusConfig{})
	if err != nil {
		return err
	}
	return b.Publish(ctx, alerted{"a"})
}

// given is told by its caller how to marshal.
func given(ctx context.Context, m kafka.Marshaler) error {
	p, err := kafka.NewPublisher(kafka.PublisherConfig{Marshaler: m}, nil)
	if err != nil {
		return err
	}
	b, err := cqrs.NewEventBusWithConfig(p, cqrs.EventBusConfig{})
	if err != nil {
		return err
	}
	return b.Publish(ctx, alerted{"a"})
}

// spread publishes what tells of nothing that has an id.
func spread(ctx context.Context) error {
	p, err := kafka.NewPublisher(kafka.PublisherConfig{Marshaler: kafka.DefaultMarshaler{}}, nil)
	if err != nil {
		return err
	}
	b, err := cqrs.NewEventBusWithConfig(p, cqrs.EventBusConfig{})
	if err != nil {
		return err
	}
	return b.Publish(ctx, struct{ Celsius float64 }{20})
}
