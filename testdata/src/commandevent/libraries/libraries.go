// Package libraries publishes with each library.
package libraries

import (
	"context"
	"encoding/json"

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

type CreateShipment struct{ OrderID string } // want "info: event is named as a command"

func (a *all) toSarama(e CreateShipment) error {
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "order-events", Value: sarama.ByteEncoder(encode(e))})
	return err
}

type OrderPlaced struct { // want "info: event steers its consumers .NextStep."
	OrderID  string
	NextStep string
}

func (a *all) toRabbit(ctx context.Context, e OrderPlaced) error {
	return a.rabbit.PublishWithContext(ctx, "shop", "orders", true, false, amqp091.Publishing{Body: encode(e)})
}

type PaymentFailed struct { // want "info: event steers its consumers .RetryCount."
	OrderID    string
	RetryCount int
}

func (a *all) toWatermill(e PaymentFailed) error {
	return a.publisher.Publish("payments", message.NewMessage("1", encode(e)))
}

type NotifyCustomerEvent struct{ OrderID string } // want "info: event is named as a command"

func (a *all) toPubsub(ctx context.Context, e NotifyCustomerEvent) error {
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: encode(e)}).Get(ctx)
	return err
}

type OrderShippedEvent struct { // want "info: event steers its consumers .ShouldNotify."
	OrderID      string
	ShouldNotify bool
}

func (a *all) toSNS(ctx context.Context, e OrderShippedEvent) error {
	_, err := a.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String("orders"), Message: aws.String(string(encode(e)))})
	return err
}
