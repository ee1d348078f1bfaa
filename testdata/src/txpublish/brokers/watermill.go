package brokers

import (
	"context"

	"github.com/ThreeDotsLabs/watermill-amqp/v3/pkg/amqp"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill-nats/v2/pkg/nats"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type watermillBroker struct {
	pool      *pgxpool.Pool
	publisher message.Publisher
	events    *cqrs.EventBus
	commands  *cqrs.CommandBus
	kafka     *kafka.Publisher
	amqp      *amqp.Publisher
	nats      *nats.Publisher
	google    *googlecloud.Publisher
}

func (s *watermillBroker) publisherInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.publisher.Publish("orders.v1", message.NewMessage("1", order)) // want "error: event"
	})
}

func (s *watermillBroker) publisherAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.publisher.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) eventsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.events.Publish(ctx, order) // want "error: event"
	})
}

func (s *watermillBroker) eventsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.events.Publish(ctx, order)
}

func (s *watermillBroker) commandsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.commands.Send(ctx, order) // want "error: event"
	})
}

func (s *watermillBroker) commandsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.commands.Send(ctx, order)
}

func (s *watermillBroker) kafkaInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.kafka.Publish("orders.v1", message.NewMessage("1", order)) // want "error: event"
	})
}

func (s *watermillBroker) kafkaAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.kafka.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) amqpInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.amqp.Publish("orders.v1", message.NewMessage("1", order)) // want "error: event"
	})
}

func (s *watermillBroker) amqpAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.amqp.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) natsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.nats.Publish("orders.v1", message.NewMessage("1", order)) // want "error: event"
	})
}

func (s *watermillBroker) natsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.nats.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) googleInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.google.Publish("orders.v1", message.NewMessage("1", order)) // want "error: event"
	})
}

func (s *watermillBroker) googleAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.google.Publish("orders.v1", message.NewMessage("1", order))
}

func (s *watermillBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
