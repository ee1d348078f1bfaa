// Package libraries has a map or a text for each library, and its typed twin.
package libraries

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/gin-gonic/gin"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type all struct {
	kafka     *kafka.Writer
	franz     *kgo.Client
	sarama    sarama.SyncProducer
	async     sarama.AsyncProducer
	confluent *confluent.Producer
	core      *nats.Conn
	stream    jetstream.JetStream
	amqp      *amqp091.Channel
	watermill message.Publisher
	pubsub    *pubsub.Publisher
	sqs       *sqs.Client
	sns       *sns.Client
	redis     *redis.Client
}

type placed struct {
	OrderID string            `json:"order_id"`
	Labels  map[string]string `json:"labels"`
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func text(s string) *string { return &s }

func (a *all) kafkaGo(ctx context.Context, id string) error {
	if err := a.kafka.WriteMessages(ctx, kafka.Message{Key: []byte("order-" + id), Value: encode(placed{OrderID: id, Labels: map[string]string{"kind": "web"}})}); err != nil {
		return err
	}
	return a.kafka.WriteMessages(ctx, kafka.Message{Value: []byte(fmt.Sprintf(`{"order_id":%q}`, id))}) // want "warning: payload is a text put together by hand"
}

func (a *all) franzGo(ctx context.Context, id string) error {
	if err := a.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders-" + id, Value: encode(placed{OrderID: id})}).FirstErr(); err != nil {
		return err
	}
	return a.franz.ProduceSync(ctx, &kgo.Record{Value: []byte(`{"order_id":"` + id + `"}`)}).FirstErr() // want "warning: payload is a text put together by hand"
}

func (a *all) saramaSync(id string) error {
	if _, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Key: sarama.ByteEncoder("order-" + id), Value: sarama.ByteEncoder(encode(placed{OrderID: id}))}); err != nil {
		return err
	}
	_, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Value: sarama.ByteEncoder("placed:" + id)}) // want "warning: payload is a text put together by hand"
	return err
}

func (a *all) saramaAsync(id string) {
	a.async.Input() <- &sarama.ProducerMessage{Value: sarama.ByteEncoder(encode(placed{OrderID: id}))}
	a.async.Input() <- &sarama.ProducerMessage{Value: sarama.ByteEncoder(encode(map[string]string{"order_id": id}))} // want "warning: payload is a map"
}

func (a *all) confluentKafka(id string) error {
	if err := a.confluent.Produce(&confluent.Message{Value: encode(placed{OrderID: id})}, nil); err != nil {
		return err
	}
	return a.confluent.Produce(&confluent.Message{Value: encode(gin.H{"order_id": id})}, nil) // want "warning: payload is a map"
}

func (a *all) nats(id string) error {
	m := nats.NewMsg("orders." + id)
	m.Data = encode(placed{OrderID: id})
	if err := a.core.PublishMsg(m); err != nil {
		return err
	}
	return a.core.Publish("orders.placed", encode(map[string]any{"order_id": id})) // want "warning: payload is a map"
}

func (a *all) jetStream(ctx context.Context, id string) error {
	if _, err := a.stream.Publish(ctx, "orders."+id, encode(placed{OrderID: id})); err != nil {
		return err
	}
	event := make(map[string]any)
	event["order_id"] = id
	_, err := a.stream.Publish(ctx, "orders.placed", encode(event)) // want "warning: payload is a map"
	return err
}

func (a *all) rabbit(ctx context.Context, id string) error {
	if err := a.amqp.PublishWithContext(ctx, "orders", "placed", true, false, amqp091.Publishing{MessageId: "order-" + id, Headers: amqp091.Table{"kind": "web"}, Body: encode(placed{OrderID: id})}); err != nil {
		return err
	}
	return a.amqp.PublishWithContext(ctx, "orders", "placed", true, false, amqp091.Publishing{Body: []byte(`{"kind":"tick"}`)}) // want "warning: payload is a text put together by hand"
}

func (a *all) water(id string) error {
	if err := a.watermill.Publish("orders.placed", message.NewMessage("order-"+id, encode(placed{OrderID: id}))); err != nil {
		return err
	}
	return a.watermill.Publish("orders.placed", message.NewMessage(watermill.NewUUID(), encode(map[string]any{"order_id": id}))) // want "warning: payload is a map"
}

func (a *all) google(ctx context.Context, id string) error {
	if _, err := a.pubsub.Publish(ctx, &pubsub.Message{Attributes: map[string]string{"kind": "web"}, Data: encode(placed{OrderID: id})}).Get(ctx); err != nil {
		return err
	}
	_, err := a.pubsub.Publish(ctx, &pubsub.Message{Data: encode(map[string]any{"order_id": id})}).Get(ctx) // want "warning: payload is a map"
	return err
}

func (a *all) amazon(ctx context.Context, id string) error {
	if _, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: text(string(encode(placed{OrderID: id})))}); err != nil {
		return err
	}
	if _, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: text(fmt.Sprintf(`{"order_id":%q}`, id))}); err != nil { // want "warning: payload is a text put together by hand"
		return err
	}
	_, err := a.sns.Publish(ctx, &sns.PublishInput{Message: text(string(encode(map[string]any{"order_id": id})))}) // want "warning: payload is a map"
	return err
}

// Redis streams take maps: what is in them matters.
func (a *all) redisStream(ctx context.Context, id string, total int) error {
	if err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders", Values: map[string]any{"kind": "placed", "payload": encode(placed{OrderID: id})}}).Err(); err != nil {
		return err
	}
	if err := a.redis.Publish(ctx, "orders", encode(placed{OrderID: id})).Err(); err != nil {
		return err
	}
	if err := a.redis.Publish(ctx, "orders", strconv.Itoa(total)).Err(); err != nil {
		return err
	}
	return a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders", Values: map[string]any{"order_id": id, "total": total}}).Err() // want "warning: payload is a map"
}
