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

type imageTaken struct { // want "info: payload carries bytes of any size .Image."
	ID    string
	Image []byte
}

func (a *all) toSarama(e imageTaken) error {
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "documents.v1", Value: sarama.ByteEncoder(encode(e))})
	return err
}

type mailReceived struct { // want "info: payload carries bytes of any size .Attachments."
	ID          string
	Attachments [][]byte
}

func (a *all) toRabbit(ctx context.Context, e mailReceived) error {
	return a.rabbit.PublishWithContext(ctx, "shop", "documents.v1", true, false, amqp091.Publishing{Body: encode(e)})
}

type videoCut struct { // want "info: payload carries bytes of any size .Data."
	ID   string
	Data []byte
}

func (a *all) toWatermill(e videoCut) error {
	return a.publisher.Publish("documents.v1", message.NewMessage("1", encode(e)))
}

type reportMade struct { // want "info: payload carries bytes of any size .PDF."
	ID  string
	PDF []byte
}

func (a *all) toPubsub(ctx context.Context, e reportMade) error {
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: encode(e)}).Get(ctx)
	return err
}

type scanned struct { // want "info: payload carries bytes of any size .ScanBase64."
	ID         string
	ScanBase64 string
}

func (a *all) toSNS(ctx context.Context, e scanned) error {
	_, err := a.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String("documents.v1"), Message: aws.String(string(encode(e)))})
	return err
}
