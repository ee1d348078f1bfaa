package brokers

import (
	"context"

	"github.com/ThreeDotsLabs/watermill-amqp/v3/pkg/amqp"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill-nats/v2/pkg/nats"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
)

type watermillBroker struct {
	publisher message.Publisher
	events    *cqrs.EventBus
	commands  *cqrs.CommandBus
	kafka     *kafka.Publisher
	amqp      *amqp.Publisher
	nats      *nats.Publisher
	google    *googlecloud.Publisher
}

func (s *watermillBroker) publisherDropped(ctx context.Context, order []byte) {
	_ = s.publisher.Publish("orders.v1", message.NewMessage("1", order)) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) publisherReturned(ctx context.Context, order []byte) error {
	return s.publisher.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) eventsDropped(ctx context.Context, order []byte) {
	_ = s.events.Publish(ctx, order) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) eventsReturned(ctx context.Context, order []byte) error {
	return s.events.Publish(ctx, order)
}

func (s *watermillBroker) commandsDropped(ctx context.Context, order []byte) {
	_ = s.commands.Send(ctx, order) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) commandsReturned(ctx context.Context, order []byte) error {
	return s.commands.Send(ctx, order)
}

func (s *watermillBroker) kafkaDropped(ctx context.Context, order []byte) {
	_ = s.kafka.Publish("orders.v1", message.NewMessage("1", order)) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) kafkaReturned(ctx context.Context, order []byte) error {
	return s.kafka.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) amqpDropped(ctx context.Context, order []byte) {
	_ = s.amqp.Publish("orders.v1", message.NewMessage("1", order)) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) amqpReturned(ctx context.Context, order []byte) error {
	return s.amqp.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) natsDropped(ctx context.Context, order []byte) {
	_ = s.nats.Publish("orders.v1", message.NewMessage("1", order)) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) natsReturned(ctx context.Context, order []byte) error {
	return s.nats.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) googleDropped(ctx context.Context, order []byte) {
	_ = s.google.Publish("orders.v1", message.NewMessage("1", order)) // want "error: result of the publish is dropped"
}

func (s *watermillBroker) googleReturned(ctx context.Context, order []byte) error {
	return s.google.Publish("orders.v1", message.NewMessage("1", order))
}
