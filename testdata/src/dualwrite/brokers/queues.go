package brokers

import (
	"context"
	"database/sql"

	redis8 "github.com/go-redis/redis/v8"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/streadway/amqp"
)

type queuesBroker struct {
	db             *sql.DB
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

func (s *queuesBroker) jetstreamBefore(ctx context.Context, order []byte) error {
	if err := s.jetstreamAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) jetstreamAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.jetstream.Publish(ctx, "orders.v1", order) // want "info: event is published after"
	return err
}

func (s *queuesBroker) jetstreamAlone(ctx context.Context, order []byte) error {
	_, err := s.jetstream.Publish(ctx, "orders.v1", order)
	return err
}

func (s *queuesBroker) jetstreamAsyncBefore(ctx context.Context, order []byte) error {
	if err := s.jetstreamAsyncAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) jetstreamAsyncAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.jetstreamAsync.PublishAsync("orders.v1", order) // want "info: event is published after"
	return err
}

func (s *queuesBroker) jetstreamAsyncAlone(ctx context.Context, order []byte) error {
	_, err := s.jetstreamAsync.PublishAsync("orders.v1", order)
	return err
}

func (s *queuesBroker) legacyBefore(ctx context.Context, order []byte) error {
	if err := s.legacyAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) legacyAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.legacy.Publish("orders.v1", order) // want "info: event is published after"
	return err
}

func (s *queuesBroker) legacyAlone(ctx context.Context, order []byte) error {
	_, err := s.legacy.Publish("orders.v1", order)
	return err
}

func (s *queuesBroker) amqpBefore(ctx context.Context, order []byte) error {
	if err := s.amqpAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) amqpAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order}) // want "info: event is published after"
}

func (s *queuesBroker) amqpAlone(ctx context.Context, order []byte) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order})
}

func (s *queuesBroker) amqpConfirmedBefore(ctx context.Context, order []byte) error {
	if err := s.amqpConfirmedAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) amqpConfirmedAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	confirmation, err := s.amqpConfirmed.PublishWithDeferredConfirmWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order}) // want "info: event is published after"
	if err != nil {
		return err
	}
	_, err = confirmation.WaitContext(ctx)
	return err
}

func (s *queuesBroker) amqpConfirmedAlone(ctx context.Context, order []byte) error {
	confirmation, err := s.amqpConfirmed.PublishWithDeferredConfirmWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order})
	if err != nil {
		return err
	}
	_, err = confirmation.WaitContext(ctx)
	return err
}

func (s *queuesBroker) streadwayBefore(ctx context.Context, order []byte) error {
	if err := s.streadwayAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) streadwayAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.streadway.Publish("orders.v1", "", false, false, amqp.Publishing{Body: order}) // want "info: event is published after"
}

func (s *queuesBroker) streadwayAlone(ctx context.Context, order []byte) error {
	return s.streadway.Publish("orders.v1", "", false, false, amqp.Publishing{Body: order})
}

func (s *queuesBroker) redisBefore(ctx context.Context, order []byte) error {
	if err := s.redisAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) redisAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err() // want "info: event is published after"
}

func (s *queuesBroker) redisAlone(ctx context.Context, order []byte) error {
	return s.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
}

func (s *queuesBroker) redisPipelineBefore(ctx context.Context, order []byte) error {
	if err := s.redisPipelineAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) redisPipelineAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	pipe := s.redisPipeline.TxPipeline()
	pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}) // want "info: event is published after"
	_, err := pipe.Exec(ctx)
	return err
}

func (s *queuesBroker) redisPipelineAlone(ctx context.Context, order []byte) error {
	pipe := s.redisPipeline.TxPipeline()
	pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order})
	_, err := pipe.Exec(ctx)
	return err
}

func (s *queuesBroker) redisPipelinedBefore(ctx context.Context, order []byte) error {
	if err := s.redisPipelinedAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) redisPipelinedAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.redisPipelined.TxPipelined(ctx, func(pipe redis.Pipeliner) error { // want "info: event is published after"
		return pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
	})
	return err
}

func (s *queuesBroker) redisPipelinedAlone(ctx context.Context, order []byte) error {
	_, err := s.redisPipelined.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		return pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
	})
	return err
}

func (s *queuesBroker) redis8Before(ctx context.Context, order []byte) error {
	if err := s.redis8Alone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *queuesBroker) redis8After(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.redis8.XAdd(ctx, &redis8.XAddArgs{Stream: "orders.v1", Values: order}).Result() // want "info: event is published after"
	return err
}

func (s *queuesBroker) redis8Alone(ctx context.Context, order []byte) error {
	_, err := s.redis8.XAdd(ctx, &redis8.XAddArgs{Stream: "orders.v1", Values: order}).Result()
	return err
}
