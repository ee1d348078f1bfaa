package brokers

import (
	"context"

	cloudevents "github.com/cloudevents/sdk-go/v2"
	dapr "github.com/dapr/go-sdk/client"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nsqio/go-nsq"
	"gocloud.dev/pubsub"
)

type busesBroker struct {
	pool     *pgxpool.Pool
	nsq      *nsq.Producer
	topic    *pubsub.Topic
	dapr     dapr.Client
	daprBulk dapr.Client
	events   cloudevents.Client
}

func (s *busesBroker) nsqInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.nsq.Publish("orders", order) // want "error: event"
	})
}

func (s *busesBroker) nsqAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.nsq.Publish("orders", order)
}

func (s *busesBroker) topicInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.topic.Send(ctx, &pubsub.Message{Body: order}) // want "error: event"
	})
}

func (s *busesBroker) topicAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.topic.Send(ctx, &pubsub.Message{Body: order})
}

func (s *busesBroker) daprInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.dapr.PublishEvent(ctx, "pubsub", "orders.v1", order) // want "error: event"
	})
}

func (s *busesBroker) daprAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.dapr.PublishEvent(ctx, "pubsub", "orders.v1", order)
}

func (s *busesBroker) daprBulkInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.daprBulk.PublishEvents(ctx, "pubsub", "orders.v1", []any{order}).Error // want "error: event"
	})
}

func (s *busesBroker) daprBulkAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.daprBulk.PublishEvents(ctx, "pubsub", "orders.v1", []any{order}).Error
}

func (s *busesBroker) eventsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		e := cloudevents.NewEvent()
		if err := e.SetData(cloudevents.ApplicationJSON, order); err != nil {
			return err
		}
		if result := s.events.Send(ctx, e); cloudevents.IsUndelivered(result) { // want "error: event"
			return result
		}
		return nil
	})
}

func (s *busesBroker) eventsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	e := cloudevents.NewEvent()
	if err := e.SetData(cloudevents.ApplicationJSON, order); err != nil {
		return err
	}
	if result := s.events.Send(ctx, e); cloudevents.IsUndelivered(result) {
		return result
	}
	return nil
}

func (s *busesBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
