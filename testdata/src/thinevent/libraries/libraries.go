// Package libraries publishes with each library.
package libraries

import (
	"context"
	"encoding/json"
	"time"

	"cloud.google.com/go/pubsub"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/rabbitmq/amqp091-go"
)

type all struct {
	producer  sarama.SyncProducer
	rabbit    *amqp091.Channel
	publisher message.Publisher
	topic     *pubsub.Topic
	sns       *sns.Client
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

type customerUpdated struct { // want "info: event tells of a change by ids only .CustomerID."
	CustomerID string
	OccurredAt time.Time
}

func (a *all) toSarama(e customerUpdated) error {
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "documents.v1", Value: sarama.ByteEncoder(encode(e))})
	return err
}

type userCreatedEvent struct { // want "info: event tells of a change by ids only .UserID."
	EventID   string
	EventType string
	UserID    int64
}

func (a *all) toRabbit(ctx context.Context, e userCreatedEvent) error {
	return a.rabbit.PublishWithContext(ctx, "shop", "documents.v1", true, false, amqp091.Publishing{Body: encode(e)})
}

type productChanged struct { // want "info: event tells of a change by ids only .ID."
	ID string `json:"id"`
}

func (a *all) toWatermill(e productChanged) error {
	return a.publisher.Publish("documents.v1", message.NewMessage("1", encode(e)))
}

type accountRegistered struct { // want "info: event tells of a change by ids only .AccountID."
	AccountID string
	Timestamp int64
}

func (a *all) toPubsub(ctx context.Context, e accountRegistered) error {
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: encode(e)}).Get(ctx)
	return err
}

type fileSaved struct { // want "info: event tells of a change by ids only .FileID."
	FileID, OwnerID string
}

func (a *all) toSNS(ctx context.Context, e fileSaved) error {
	_, err := a.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String("documents.v1"), Message: aws.String(string(encode(e)))})
	return err
}
