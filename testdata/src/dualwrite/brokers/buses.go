package brokers

import (
	"context"
	"database/sql"

	cloudevents "github.com/cloudevents/sdk-go/v2"
	dapr "github.com/dapr/go-sdk/client"
	"github.com/nsqio/go-nsq"
	"gocloud.dev/pubsub"
)

type busesBroker struct {
	db       *sql.DB
	nsq      *nsq.Producer
	topic    *pubsub.Topic
	dapr     dapr.Client
	daprBulk dapr.Client
	events   cloudevents.Client
}

func (s *busesBroker) nsqBefore(ctx context.Context, order []byte) error {
	if err := s.nsqAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *busesBroker) nsqAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.nsq.Publish("orders", order) // want "info: event is published after"
}

func (s *busesBroker) nsqAlone(ctx context.Context, order []byte) error {
	return s.nsq.Publish("orders", order)
}

func (s *busesBroker) topicBefore(ctx context.Context, order []byte) error {
	if err := s.topicAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *busesBroker) topicAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.topic.Send(ctx, &pubsub.Message{Body: order}) // want "info: event is published after"
}

func (s *busesBroker) topicAlone(ctx context.Context, order []byte) error {
	return s.topic.Send(ctx, &pubsub.Message{Body: order})
}

func (s *busesBroker) daprBefore(ctx context.Context, order []byte) error {
	if err := s.daprAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *busesBroker) daprAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.dapr.PublishEvent(ctx, "pubsub", "orders.v1", order) // want "info: event is published after"
}

func (s *busesBroker) daprAlone(ctx context.Context, order []byte) error {
	return s.dapr.PublishEvent(ctx, "pubsub", "orders.v1", order)
}

func (s *busesBroker) daprBulkBefore(ctx context.Context, order []byte) error {
	if err := s.daprBulkAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *busesBroker) daprBulkAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.daprBulk.PublishEvents(ctx, "pubsub", "orders.v1", []any{order}).Error // want "info: event is published after"
}

func (s *busesBroker) daprBulkAlone(ctx context.Context, order []byte) error {
	return s.daprBulk.PublishEvents(ctx, "pubsub", "orders.v1", []any{order}).Error
}

func (s *busesBroker) eventsBefore(ctx context.Context, order []byte) error {
	if err := s.eventsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *busesBroker) eventsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	e := cloudevents.NewEvent()
	if err := e.SetData(cloudevents.ApplicationJSON, order); err != nil {
		return err
	}
	if result := s.events.Send(ctx, e); cloudevents.IsUndelivered(result) { // want "info: event is published after"
		return result
	}
	return nil
}

func (s *busesBroker) eventsAlone(ctx context.Context, order []byte) error {
	e := cloudevents.NewEvent()
	if err := e.SetData(cloudevents.ApplicationJSON, order); err != nil {
		return err
	}
	if result := s.events.Send(ctx, e); cloudevents.IsUndelivered(result) {
		return result
	}
	return nil
}
