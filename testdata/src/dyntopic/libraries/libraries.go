// Package libraries has a topic made from data for each library, and its twin.
package libraries

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/twmb/franz-go/pkg/kgo"
)

type all struct {
	franz     *kgo.Client
	sarama    sarama.SyncProducer
	async     sarama.AsyncProducer
	confluent *confluent.Producer
	core      *nats.Conn
	stream    jetstream.JetStream
	amqp      *amqp091.Channel
	watermill message.Publisher
	redis     *redis.Client
	prefix    string
}

type placed struct {
	OrderID  string
	Customer string
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func (a *all) franzGo(ctx context.Context, e placed) error {
	if err := a.franz.ProduceSync(ctx, &kgo.Record{Topic: a.prefix + ".orders", Value: encode(e)}).FirstErr(); err != nil {
		return err
	}
	return a.franz.ProduceSync(ctx, &kgo.Record{Topic: fmt.Sprintf("%s.orders.%s", a.prefix, e.Customer), Value: encode(e)}).FirstErr() // want "warning: topic's name is made from data"
}

func (a *all) saramaSync(e placed) error {
	if _, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders", Value: sarama.ByteEncoder(encode(e))}); err != nil {
		return err
	}
	topic := "orders-" + strings.ToLower(e.Customer)
	_, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(encode(e))}) // want "warning: topic's name is made from data"
	return err
}

func (a *all) saramaAsync(e placed) {
	a.async.Input() <- &sarama.ProducerMessage{Topic: "orders", Value: sarama.ByteEncoder(encode(e))}
	a.async.Input() <- &sarama.ProducerMessage{Topic: "orders-" + e.Customer, Value: sarama.ByteEncoder(encode(e))} // want "warning: topic's name is made from data"
}

func (a *all) confluentKafka(e placed) error {
	topic := "orders-" + e.Customer
	return a.confluent.Produce(&confluent.Message{TopicPartition: confluent.TopicPartition{Topic: &topic}, Value: encode(e)}, nil) // want "warning: topic's name is made from data"
}

func (a *all) water(e placed) error {
	if err := a.watermill.Publish("orders", message.NewMessage(watermill.NewUUID(), encode(e))); err != nil {
		return err
	}
	return a.watermill.Publish("orders."+uuid.NewString(), message.NewMessage(watermill.NewUUID(), encode(e))) // want "warning: topic's name is made from data"
}

func (a *all) redisStream(ctx context.Context, e placed) error {
	return a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders:" + e.Customer, Values: map[string]any{"payload": encode(e)}}).Err() // want "warning: topic's name is made from data"
}

// Consumers of these match with wildcards.
func (a *all) wildcards(ctx context.Context, e placed) error {
	if err := a.core.Publish("orders."+e.Customer, encode(e)); err != nil {
		return err
	}
	if _, err := a.stream.Publish(ctx, "orders."+e.Customer, encode(e)); err != nil {
		return err
	}
	return a.redis.Publish(ctx, "orders:"+e.Customer, encode(e)).Err()
}

// An exchange is a topic, a routing key is none.
func (a *all) rabbit(ctx context.Context, e placed) error {
	if err := a.amqp.PublishWithContext(ctx, "orders", "placed."+e.Customer, true, false, amqp091.Publishing{Body: encode(e)}); err != nil {
		return err
	}
	return a.amqp.PublishWithContext(ctx, "orders-"+e.Customer, "placed", true, false, amqp091.Publishing{Body: encode(e)}) // want "warning: topic's name is made from data"
}
