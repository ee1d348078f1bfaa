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

type order struct{ ID string }

func (a *all) toSarama(o order) error {
	_, _, err := a.producer.SendMessage(&sarama.ProducerMessage{Topic: "orders-update", Value: sarama.ByteEncoder(encode(o))}) // want "warning: topic .orders-update. is named as a command"
	return err
}

func (a *all) toRabbit(ctx context.Context, o order) error {
	return a.rabbit.PublishWithContext(ctx, "shop", "shop.order.cancel", true, false, amqp091.Publishing{Body: encode(o)}) // want "warning: topic .shop.order.cancel. is named as a command"
}

func (a *all) toWatermill(o order) error {
	return a.publisher.Publish("order.delete.v1", message.NewMessage("1", encode(o))) // want "warning: topic .order.delete.v1. is named as a command"
}

type OrderCreateEvent struct{ ID string } // want "warning: event is named as a command"

func (a *all) toPubsub(ctx context.Context, e OrderCreateEvent) error {
	_, err := a.topic.Publish(ctx, &pubsub.Message{Data: encode(e)}).Get(ctx)
	return err
}

type InvoiceSend struct{ ID string } // want "warning: event is named as a command"

func (a *all) toSNS(ctx context.Context, e InvoiceSend) error {
	_, err := a.sns.Publish(ctx, &sns.PublishInput{TopicArn: aws.String("invoices"), Message: aws.String(string(encode(e)))})
	return err
}

func (a *all) kind(ctx context.Context, o order) error {
	return a.rabbit.PublishWithContext(ctx, "shop", "orders", true, false, amqp091.Publishing{Type: "OrderApprove", Body: encode(o)}) // want "warning: event .OrderApprove. is named as a command"
}

func (a *all) kindWell(ctx context.Context, o order) error {
	return a.rabbit.PublishWithContext(ctx, "shop", "orders", true, false, amqp091.Publishing{Type: "OrderApproved", Body: encode(o)})
}
