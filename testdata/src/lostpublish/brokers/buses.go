package brokers

import (
	"context"

	cloudevents "github.com/cloudevents/sdk-go/v2"
	dapr "github.com/dapr/go-sdk/client"
	"github.com/nsqio/go-nsq"
	"gocloud.dev/pubsub"
)

type busesBroker struct {
	nsq      *nsq.Producer
	topic    *pubsub.Topic
	dapr     dapr.Client
	daprBulk dapr.Client
	events   cloudevents.Client
}

func (s *busesBroker) nsqDropped(ctx context.Context, order []byte) {
	_ = s.nsq.Publish("orders", order) // want "error: result of the publish is dropped"
}

func (s *busesBroker) nsqReturned(ctx context.Context, order []byte) error {
	return s.nsq.Publish("orders", order)
}

func (s *busesBroker) topicDropped(ctx context.Context, order []byte) {
	s.topic.Send(ctx, &pubsub.Message{Body: order}) // want "error: result of the publish is dropped"
}

func (s *busesBroker) topicReturned(ctx context.Context, order []byte) error {
	return s.topic.Send(ctx, &pubsub.Message{Body: order})
}

func (s *busesBroker) daprDropped(ctx context.Context, order []byte) {
	s.dapr.PublishEvent(ctx, "pubsub", "orders.v1", order) // want "error: result of the publish is dropped"
}

func (s *busesBroker) daprReturned(ctx context.Context, order []byte) error {
	return s.dapr.PublishEvent(ctx, "pubsub", "orders.v1", order)
}

func (s *busesBroker) daprBulkDropped(ctx context.Context, order []byte) {
	_ = s.daprBulk.PublishEvents(ctx, "pubsub", "orders.v1", []any{order}) // want "error: result of the publish is dropped"
}

func (s *busesBroker) daprBulkReturned(ctx context.Context, order []byte) error {
	return s.daprBulk.PublishEvents(ctx, "pubsub", "orders.v1", []any{order}).Error
}

func (s *busesBroker) eventsDropped(ctx context.Context, order []byte) {
	e := cloudevents.NewEvent()
	if err := e.SetData(cloudevents.ApplicationJSON, order); err != nil {
		return
	}
	_ = s.events.Send(ctx, e) // want "error: result of the publish is dropped"
}

func (s *busesBroker) eventsReturned(ctx context.Context, order []byte) error {
	e := cloudevents.NewEvent()
	if err := e.SetData(cloudevents.ApplicationJSON, order); err != nil {
		return err
	}
	if result := s.events.Send(ctx, e); cloudevents.IsUndelivered(result) {
		return result
	}
	return nil
}
