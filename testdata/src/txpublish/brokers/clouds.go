package brokers

import (
	"context"

	pubsub1 "cloud.google.com/go/pubsub"
	"cloud.google.com/go/pubsub/v2"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type cloudsBroker struct {
	pool    *pgxpool.Pool
	pubsub  *pubsub.Publisher
	pubsub1 *pubsub1.Topic
	sqs     *sqs.Client
	sns     *sns.Client
}

func (s *cloudsBroker) pubsubInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.pubsub.Publish(ctx, &pubsub.Message{Data: order}).Get(ctx) // want "error: event"
		return err
	})
}

func (s *cloudsBroker) pubsubAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.pubsub.Publish(ctx, &pubsub.Message{Data: order}).Get(ctx)
	return err
}

func (s *cloudsBroker) pubsub1Inside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.pubsub1.Publish(ctx, &pubsub1.Message{Data: order}).Get(ctx) // want "error: event"
		return err
	})
}

func (s *cloudsBroker) pubsub1After(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.pubsub1.Publish(ctx, &pubsub1.Message{Data: order}).Get(ctx)
	return err
}

func (s *cloudsBroker) sqsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		body := string(order)
		_, err := s.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &body}) // want "error: event"
		return err
	})
}

func (s *cloudsBroker) sqsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	body := string(order)
	_, err := s.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &body})
	return err
}

func (s *cloudsBroker) snsInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		body := string(order)
		_, err := s.sns.Publish(ctx, &sns.PublishInput{Message: &body}) // want "error: event"
		return err
	})
}

func (s *cloudsBroker) snsAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	body := string(order)
	_, err := s.sns.Publish(ctx, &sns.PublishInput{Message: &body})
	return err
}

func (s *cloudsBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
