package brokers

import (
	"context"

	redis8 "github.com/go-redis/redis/v8"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/streadway/amqp"
)

type queuesBroker struct {
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

func (s *queuesBroker) jetstreamDropped(ctx context.Context, order []byte) {
	_, _ = s.jetstream.Publish(ctx, "orders.v1", order) // want "error: result of the publish is dropped"
}

func (s *queuesBroker) jetstreamReturned(ctx context.Context, order []byte) error {
	_, err := s.jetstream.Publish(ctx, "orders.v1", order)
	return err
}

func (s *queuesBroker) jetstreamAsyncDropped(ctx context.Context, order []byte) {
	_, _ = s.jetstreamAsync.PublishAsync("orders.v1", order) // want "error: result of the publish is dropped"
}

func (s *queuesBroker) jetstreamAsyncReturned(ctx context.Context, order []byte) error {
	_, err := s.jetstreamAsync.PublishAsync("orders.v1", order)
	return err
}

func (s *queuesBroker) legacyDropped(ctx context.Context, order []byte) {
	_, _ = s.legacy.Publish("orders.v1", order) // want "error: result of the publish is dropped"
}

func (s *queuesBroker) legacyReturned(ctx context.Context, order []byte) error {
	_, err := s.legacy.Publish("orders.v1", order)
	return err
}

func (s *queuesBroker) amqpDropped(ctx context.Context, order []byte) {
	_ = s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order}) // want "error: result of the publish is dropped"
}

func (s *queuesBroker) amqpReturned(ctx context.Context, order []byte) error {
	return s.amqp.PublishWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order})
}

func (s *queuesBroker) amqpConfirmedReturned(ctx context.Context, order []byte) error {
	confirmation, err := s.amqpConfirmed.PublishWithDeferredConfirmWithContext(ctx, "orders.v1", "", false, false, amqp091.Publishing{Body: order})
	if err != nil {
		return err
	}
	_, err = confirmation.WaitContext(ctx)
	return err
}

func (s *queuesBroker) streadwayDropped(ctx context.Context, order []byte) {
	_ = s.streadway.Publish("orders.v1", "", false, false, amqp.Publishing{Body: order}) // want "error: result of the publish is dropped"
}

func (s *queuesBroker) streadwayReturned(ctx context.Context, order []byte) error {
	return s.streadway.Publish("orders.v1", "", false, false, amqp.Publishing{Body: order})
}

func (s *queuesBroker) redisDropped(ctx context.Context, order []byte) {
	_ = s.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err() // want "error: result of the publish is dropped"
}

func (s *queuesBroker) redisReturned(ctx context.Context, order []byte) error {
	return s.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
}

func (s *queuesBroker) redisPipelineReturned(ctx context.Context, order []byte) error {
	pipe := s.redisPipeline.TxPipeline()
	pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order})
	_, err := pipe.Exec(ctx)
	return err
}

func (s *queuesBroker) redisPipelinedReturned(ctx context.Context, order []byte) error {
	_, err := s.redisPipelined.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		return pipe.XAdd(ctx, &redis.XAddArgs{Stream: "orders.v1", Values: order}).Err()
	})
	return err
}

func (s *queuesBroker) redis8Dropped(ctx context.Context, order []byte) {
	_, _ = s.redis8.XAdd(ctx, &redis8.XAddArgs{Stream: "orders.v1", Values: order}).Result() // want "error: result of the publish is dropped"
}

func (s *queuesBroker) redis8Returned(ctx context.Context, order []byte) error {
	_, err := s.redis8.XAdd(ctx, &redis8.XAddArgs{Stream: "orders.v1", Values: order}).Result()
	return err
}
