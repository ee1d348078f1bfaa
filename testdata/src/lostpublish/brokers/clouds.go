package brokers

import (
	"context"

	pubsub1 "cloud.google.com/go/pubsub"
	"cloud.google.com/go/pubsub/v2"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type cloudsBroker struct {
	pubsub  *pubsub.Publisher
	pubsub1 *pubsub1.Topic
	sqs     *sqs.Client
	sns     *sns.Client
}

func (s *cloudsBroker) pubsubDropped(ctx context.Context, order []byte) {
	_, _ = s.pubsub.Publish(ctx, &pubsub.Message{Data: order}).Get(ctx) // want "error: result of the publish is dropped"
}

func (s *cloudsBroker) pubsubReturned(ctx context.Context, order []byte) error {
	_, err := s.pubsub.Publish(ctx, &pubsub.Message{Data: order}).Get(ctx)
	return err
}

func (s *cloudsBroker) pubsub1Dropped(ctx context.Context, order []byte) {
	_, _ = s.pubsub1.Publish(ctx, &pubsub1.Message{Data: order}).Get(ctx) // want "error: result of the publish is dropped"
}

func (s *cloudsBroker) pubsub1Returned(ctx context.Context, order []byte) error {
	_, err := s.pubsub1.Publish(ctx, &pubsub1.Message{Data: order}).Get(ctx)
	return err
}

func (s *cloudsBroker) sqsReturned(ctx context.Context, order []byte) error {
	body := string(order)
	_, err := s.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &body})
	return err
}

func (s *cloudsBroker) snsReturned(ctx context.Context, order []byte) error {
	body := string(order)
	_, err := s.sns.Publish(ctx, &sns.PublishInput{Message: &body})
	return err
}
