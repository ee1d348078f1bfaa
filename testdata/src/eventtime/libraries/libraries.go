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

type customer struct {
	ID                   string
	CreatedAt, UpdatedAt time.Time
}

type customerRenamed struct {
	CustomerID string
	Timestamp  int64
}

func (a *all) toSarama(c customer) error {
	e := customerRenamed{CustomerID: c.ID, Timestamp: time.Now().UnixMilli()} // want "info: time of the event is not that of the row .customer.UpdatedAt."
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "customers", Value: sarama.ByteEncoder(encode(e))})
	return err
}

type customerRegistered struct {
	CustomerID   string
	RegisteredAt time.Time
}

func (a *all) toRabbit(ctx context.Context, c *customer) error {
	e := customerRegistered{CustomerID: c.ID, RegisteredAt: time.Now().UTC()} // want "info: time of the event is not that of the row .customer.CreatedAt."
	return a.rabbit.PublishWithContext(ctx, "customers", "registered", true, false, amqp091.Publishing{Body: encode(e)})
}

type customerBlocked struct {
	CustomerID string
	UpdatedAt  string
}

func (a *all) toWatermill(c *customer) error {
	e := &customerBlocked{CustomerID: c.ID}
	e.UpdatedAt = time.Now().Format(time.RFC3339) // want "info: time of the event is not that of the row .customer.UpdatedAt."
	return a.publisher.Publish("customers", message.NewMessage("1", encode(e)))
}

func blocked(c customer) customerBlocked {
	return customerBlocked{CustomerID: c.ID, UpdatedAt: time.Now().String()} // want "info: time of the event is not that of the row .customer.UpdatedAt."
}

func (a *all) toPubsub(ctx context.Context, c customer) error {
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: encode(blocked(c))}).Get(ctx)
	return err
}

type customerAdded struct {
	CustomerID string
	CreatedAt  *time.Time
}

func (a *all) toSNS(ctx context.Context, c customer) error {
	now := time.Now() // want "info: time of the event is not that of the row .customer.CreatedAt."
	_, err := a.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String("customers"), Message: aws.String(string(encode(customerAdded{CustomerID: c.ID, CreatedAt: &now})))})
	return err
}
