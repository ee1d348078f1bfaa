// Package libraries holds publishers with ordering keys of several libraries.
package libraries

import (
	"context"

	"cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/apache/pulsar-client-go/pulsar"
)

type publisher struct{ topic *pubsub.Topic }

func newPublisher(client *pubsub.Client) *publisher {
	return &publisher{client.Topic("orders")} // want "error: ordering keys are refused \\(EnableMessageOrdering is not set\\)"
}

func (p *publisher) publish(ctx context.Context, order string, event []byte) error {
	msg := &pubsub.Message{Data: event}
	msg.OrderingKey = order
	_, err := p.topic.Publish(ctx, msg).Get(ctx)
	return err
}

type ordered struct{ topic *pubsub.Topic }

func newOrdered(client *pubsub.Client) *ordered {
	o := &ordered{client.Topic("orders")}
	o.topic.EnableMessageOrdering = true
	return o
}

func (o *ordered) publish(ctx context.Context, order string, event []byte) error {
	_, err := o.topic.Publish(ctx, &pubsub.Message{Data: event, OrderingKey: order}).Get(ctx)
	return err
}

func (o *ordered) subscribe(ctx context.Context, client *pubsub.Client) (*pubsub.Subscription, error) {
	return client.CreateSubscription(ctx, "billing", pubsub.SubscriptionConfig{Topic: o.topic}) // want "error: ordering is off \\(EnableMessageOrdering is not set\\), so messages with ordering keys come in any order"
}

func (o *ordered) subscribeOrdered(ctx context.Context, client *pubsub.Client) (*pubsub.Subscription, error) {
	return client.CreateSubscription(ctx, "billing", pubsub.SubscriptionConfig{Topic: o.topic, EnableMessageOrdering: true})
}

// Nobody asks for an order.
func plain(ctx context.Context, client *pubsub.Client, event []byte) error {
	_, err := client.Topic("metrics").Publish(ctx, &pubsub.Message{Data: event}).Get(ctx)
	return err
}

// Configuration decides.
func configured(ctx context.Context, client *pubsub.Client, on bool, order string, event []byte) error {
	topic := client.Topic("orders")
	topic.EnableMessageOrdering = on
	_, err := topic.Publish(ctx, &pubsub.Message{Data: event, OrderingKey: order}).Get(ctx)
	return err
}

func orderOf(string, *message.Message) (string, error) { return "order", nil }

func router(logger watermill.LoggerAdapter) (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{ // want "error: ordering keys are refused \\(EnableMessageOrdering is not set\\)"
		Marshaler: googlecloud.NewOrderingMarshaler(orderOf),
	}, logger)
}

func routerOrdered(logger watermill.LoggerAdapter) (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{
		Marshaler:             googlecloud.NewOrderingMarshaler(orderOf),
		EnableMessageOrdering: true,
		EnableMessageOrderingAutoResumePublishOnError: true,
	}, logger)
}

func routerPlain(logger watermill.LoggerAdapter) (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{}, logger)
}

func batches(ctx context.Context, client pulsar.Client, order string, event []byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: "orders"}) // want "error: batches mix keys \\(BatcherBuilderType is not set\\), so a KeyShared subscription loses their order"
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, &pulsar.ProducerMessage{Key: order, Payload: event})
	return err
}

func batchesByKey(ctx context.Context, client pulsar.Client, order string, event []byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: "orders", BatcherBuilderType: pulsar.KeyBasedBatchBuilder})
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, &pulsar.ProducerMessage{Key: order, Payload: event})
	return err
}

func unbatched(ctx context.Context, client pulsar.Client, order string, event []byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: "orders", DisableBatching: true})
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, &pulsar.ProducerMessage{Key: order, Payload: event})
	return err
}

func keyShared(client pulsar.Client) (pulsar.Consumer, error) {
	return client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: "billing", Type: pulsar.KeyShared})
}

// The other topic has no such subscription.
func shared(ctx context.Context, client pulsar.Client, user string, event []byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: "users"})
	if err != nil {
		return err
	}
	_, err = p.Send(ctx, &pulsar.ProducerMessage{Key: user, Payload: event})
	return err
}
