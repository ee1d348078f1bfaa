// Package doc never resumes what a failed publish has paused.
package doc

import (
	"context"

	"cloud.google.com/go/pubsub"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	"github.com/ThreeDotsLabs/watermill/message"
)

func publish(ctx context.Context, client *pubsub.Client, order string, event []byte) error {
	orders := client.Topic("orders") // want "warning: a failed publish pauses its ordering key for good, because nothing resumes it"
	orders.EnableMessageOrdering = true
	_, err := orders.Publish(ctx, &pubsub.Message{Data: event, OrderingKey: order}).Get(ctx)
	return err
}

func orderOf(string, *message.Message) (string, error) { return "order", nil }

func router(logger watermill.LoggerAdapter) (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{ // want "warning: a failed publish pauses its ordering key for good"
		Marshaler:             googlecloud.NewOrderingMarshaler(orderOf),
		EnableMessageOrdering: true,
	}, logger)
}

func resumes(logger watermill.LoggerAdapter) (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{
		Marshaler:             googlecloud.NewOrderingMarshaler(orderOf),
		EnableMessageOrdering: true,
		EnableMessageOrderingAutoResumePublishOnError: true,
	}, logger)
}
