// Package libraries publishes with each library.
package libraries

import (
	"context"

	"cloud.google.com/go/pubsub"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/trace"
)

type all struct {
	tracer    trace.Tracer
	producer  sarama.SyncProducer
	rabbit    *amqp091.Channel
	publisher message.Publisher
	topic     *pubsub.Topic
	sns       *sns.Client
}

func (a *all) toSarama(ctx context.Context, event []byte) error {
	_, span := a.tracer.Start(ctx, "publish")
	defer span.End()
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "orders", Value: sarama.ByteEncoder(event)}) // want "info: message does not carry the trace"
	return err
}

func (a *all) toRabbit(ctx context.Context, event []byte) error {
	ctx, span := a.tracer.Start(ctx, "publish")
	defer span.End()
	return a.rabbit.PublishWithContext(ctx, "shop", "placed", true, false, amqp091.Publishing{Body: event, Headers: amqp091.Table{"type": "placed"}}) // want "info: message does not carry the trace"
}

func (a *all) toWatermill(ctx context.Context, event []byte) error {
	_, span := a.tracer.Start(ctx, "publish")
	defer span.End()
	return a.publisher.Publish("orders", message.NewMessage("1", event)) // want "info: message does not carry the trace"
}

func (a *all) toPubsub(ctx context.Context, event []byte) error {
	ctx, span := a.tracer.Start(ctx, "publish")
	defer span.End()
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: event}).Get(ctx) // want "info: message does not carry the trace"
	return err
}

func (a *all) toSNS(ctx context.Context, event string) error {
	ctx, span := a.tracer.Start(ctx, "publish")
	defer span.End()
	_, err := a.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String("orders"), Message: aws.String(event)}) // want "info: message does not carry the trace"
	return err
}
