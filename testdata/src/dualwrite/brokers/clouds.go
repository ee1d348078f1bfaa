package brokers

import (
	"context"
	"database/sql"

	pubsub1 "cloud.google.com/go/pubsub"
	"cloud.google.com/go/pubsub/v2"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type cloudsBroker struct {
	db      *sql.DB
	pubsub  *pubsub.Publisher
	pubsub1 *pubsub1.Topic
	sqs     *sqs.Client
	sns     *sns.Client
}

func (s *cloudsBroker) pubsubBefore(ctx context.Context, order []byte) error {
	if err := s.pubsubAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *cloudsBroker) pubsubAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.pubsub.Publish(ctx, &pubsub.Message{Data: order}).Get(ctx) // want "info: event is published after"
	return err
}

func (s *cloudsBroker) pubsubAlone(ctx context.Context, order []byte) error {
	_, err := s.pubsub.Publish(ctx, &pubsub.Message{Data: order}).Get(ctx)
	return err
}

func (s *cloudsBroker) pubsub1Before(ctx context.Context, order []byte) error {
	if err := s.pubsub1Alone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *cloudsBroker) pubsub1After(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.pubsub1.Publish(ctx, &pubsub1.Message{Data: order}).Get(ctx) // want "info: event is published after"
	return err
}

func (s *cloudsBroker) pubsub1Alone(ctx context.Context, order []byte) error {
	_, err := s.pubsub1.Publish(ctx, &pubsub1.Message{Data: order}).Get(ctx)
	return err
}

func (s *cloudsBroker) sqsBefore(ctx context.Context, order []byte) error {
	if err := s.sqsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *cloudsBroker) sqsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	body := string(order)
	_, err := s.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &body}) // want "info: event is published after"
	return err
}

func (s *cloudsBroker) sqsAlone(ctx context.Context, order []byte) error {
	body := string(order)
	_, err := s.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: &body})
	return err
}

func (s *cloudsBroker) snsBefore(ctx context.Context, order []byte) error {
	if err := s.snsAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *cloudsBroker) snsAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	body := string(order)
	_, err := s.sns.Publish(ctx, &sns.PublishInput{Message: &body}) // want "info: event is published after"
	return err
}

func (s *cloudsBroker) snsAlone(ctx context.Context, order []byte) error {
	body := string(order)
	_, err := s.sns.Publish(ctx, &sns.PublishInput{Message: &body})
	return err
}
