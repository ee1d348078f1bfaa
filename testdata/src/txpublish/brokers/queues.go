package brokers

import (
	"context"

	redis8 "github.com/go-redis/redis/v8"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/streadway/amqp"
)

type queuesBroker struct {
	pool           *pgxpool.Pool
	jetstream      jetstream.JetStream
	jetstreamAsync jetstream.JetStream
	legacy         nats.JetStreamContext
	amqp           *amqp091.Channel
	amqpConfirmed  *amqp091.Channel
	streadway      *amqp.Channel
	redis          redis.UniversalClient
	redisPipeline  *redis.Client
	redisPipelined *redis.Client
	redis8         *redis8.Client
}

func (s *queuesBroker) jetstreamInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.jetstream.Publish(ctx, "orders.v1", order) // want "error: event"
		return err
	})
}

func (s *queuesBroker) jetstreamAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.jetstream.Publish(ctx, "orders.v1", order)
	return err
}

func (s *queuesBroker) jetstreamAsyncInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.jetstreamAsync.PublishAsync("orders.v1", order) // want "error: event"
		return err
	})
}

func (s *queuesBroker) jetstreamAsyncAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.jetstreamAsync.PublishAsync("orders.v1", order)
	return err
}

func (s *queuesBroker) legacyInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.legacy.Publish("orders.v1", order) // want "error: event"
		return err
	})
}

func (s *queuesBroker) legacyAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.legacy.Publish("orders.v1", order)
	return err
}

func (s *queuesBroker) amqpInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order}) // want "error: event"
	})
}

func (s *queuesBroker) amqpAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order})
}

func (s *queuesBroker) amqpConfirmedInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		confirmation, err := s.amqpConfirmed.PublishWithDeferredConfirmWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order}) // want "error: event"
		if err != nil {
			return err
		}
		_, err = confirmation.WaitContext(ctx)
		return err
	})
}

func (s *queuesBroker) amqpConfirmedAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	confirmation, err := s.amqpConfirmed.PublishWithDeferredConfirmWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order})
	if err != nil {
		return err
	}
	_, err = confirmation.WaitContext(ctx)
	return err
}

func (s *queuesBroker) streadwayInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.streadway.Publish("orders.v1", "", false, false, amqp.Publishing{Body: order}) // want "error: event"
	})
}

func (s *queuesBroker) streadwayAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.streadway.Publish("orders.v1", "", false, false, amqp.Publishing{Body: order})
}

func (s *queuesBroker) redisInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err() // want "error: event"
	})
}

func (s *queuesBroker) redisAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
}

func (s *queuesBroker) redisPipelineInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		pipe := s.redisPipeline.TxPipeline()
		pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}) // want "error: event"
		_, err := pipe.Exec(ctx)
		return err
	})
}

func (s *queuesBroker) redisPipelineAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	pipe := s.redisPipeline.TxPipeline()
	pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order})
	_, err := pipe.Exec(ctx)
	return err
}

func (s *queuesBroker) redisPipelinedInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.redisPipelined.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			return pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err() // want "error: event"
		})
		return err
	})
}

func (s *queuesBroker) redisPipelinedAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.redisPipelined.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		return pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
	})
	return err
}

func (s *queuesBroker) redis8Inside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.redis8.XAdd(ctx, &redis8.XAddArgs{Stream: "orders.v1", Values: order}).Result() // want "error: event"
		return err
	})
}

func (s *queuesBroker) redis8After(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.redis8.XAdd(ctx, &redis8.XAddArgs{Stream: "orders.v1", Values: order}).Result()
	return err
}

func (s *queuesBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
