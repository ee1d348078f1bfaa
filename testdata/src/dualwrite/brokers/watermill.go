package brokers

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill-amqp/v3/pkg/amqp"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill-nats/v2/pkg/nats"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
)

type watermillBroker struct {
	db        *sql.DB
	publisher message.Publisher
	events    *cqrs.EventBus
	commands  *cqrs.CommandBus
	kafka     *kafka.Publisher
	amqp      *amqp.Publisher
	nats      *nats.Publisher
	google    *googlecloud.Publisher
}

func (s *watermillBroker) publisherBefore(ctx context.Context, order []byte) error {
	if err := s.publisherAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) publisherAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.publisher.Publish("orders.v1", message.NewMessage("1", order)) // want "info: event is published after"
}

func (s *watermillBroker) publisherAlone(ctx context.Context, order []byte) error {
	return s.publisher.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) eventsBefore(ctx context.Context, order []byte) error {
	if err := s.eventsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) eventsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.events.Publish(ctx, order) // want "info: event is published after"
}

func (s *watermillBroker) eventsAlone(ctx context.Context, order []byte) error {
	return s.events.Publish(ctx, order)
}

func (s *watermillBroker) commandsBefore(ctx context.Context, order []byte) error {
	if err := s.commandsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) commandsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.commands.Send(ctx, order) // want "info: event is published after"
}

func (s *watermillBroker) commandsAlone(ctx context.Context, order []byte) error {
	return s.commands.Send(ctx, order)
}

func (s *watermillBroker) kafkaBefore(ctx context.Context, order []byte) error {
	if err := s.kafkaAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) kafkaAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.kafka.Publish("orders.v1", message.NewMessage("1", order)) // want "info: event is published after"
}

func (s *watermillBroker) kafkaAlone(ctx context.Context, order []byte) error {
	return s.kafka.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) amqpBefore(ctx context.Context, order []byte) error {
	if err := s.amqpAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) amqpAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.amqp.Publish("orders.v1", message.NewMessage("1", order)) // want "info: event is published after"
}

func (s *watermillBroker) amqpAlone(ctx context.Context, order []byte) error {
	return s.amqp.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) natsBefore(ctx context.Context, order []byte) error {
	if err := s.natsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) natsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.nats.Publish("orders.v1", message.NewMessage("1", order)) // want "info: event is published after"
}

func (s *watermillBroker) natsAlone(ctx context.Context, order []byte) error {
	return s.nats.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) googleBefore(ctx context.Context, order []byte) error {
	if err := s.googleAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *watermillBroker) googleAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.google.Publish("orders.v1", message.NewMessage("1", order)) // want "info: event is published after"
}

func (s *watermillBroker) googleAlone(ctx context.Context, order []byte) error {
	return s.google.Publish("orders.v1", message.NewMessage("1", order))
}
