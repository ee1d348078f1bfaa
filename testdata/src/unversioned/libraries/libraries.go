// Package libraries has a pair for each library: an event without a version, and one that says it in the library's own way.
package libraries

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"

	"cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
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
	js        nats.JetStreamContext
	stream    jetstream.JetStream
	amqp      *amqp091.Channel
	watermill message.Publisher
	cqrs      *cqrs.EventBus
	pubsub    *pubsub.Publisher
	sqs       *sqs.Client
	sns       *sns.Client
	redis     *redis.Client
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func text(s string) *string { return &s }

type kafkaPlaced struct{ OrderID string } // want "warning: payload has no version"

type kafkaShipped struct{ OrderID string }

func (a *all) kafkaGo(ctx context.Context, id string) error {
	if err := a.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders", Key: []byte(id), Value: encode(kafkaPlaced{OrderID: id})}); err != nil {
		return err
	}
	return a.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: encode(kafkaShipped{OrderID: id}), Headers: []kafka.Header{{Key: "schema-version", Value: []byte("1")}}})
}

type franzPlaced struct{ OrderID string } // want "warning: payload has no version"

type franzShipped struct{ OrderID string }

func (a *all) franzGo(ctx context.Context, id string) error {
	if err := a.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders", Value: encode(&franzPlaced{OrderID: id})}).FirstErr(); err != nil {
		return err
	}
	r := &kgo.Record{Topic: "orders", Value: encode(&franzShipped{OrderID: id})}
	r.Headers = append(r.Headers, kgo.RecordHeader{Key: "content-type", Value: []byte("application/json;version=2")})
	return a.franz.ProduceSync(ctx, r).FirstErr()
}

type saramaPlaced struct{ OrderID string } // want "warning: payload has no version"

type saramaShipped struct{ OrderID string }

func (a *all) saramaSync(id string) error {
	if _, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders", Value: sarama.ByteEncoder(encode(saramaPlaced{OrderID: id}))}); err != nil {
		return err
	}
	_, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(encode(saramaShipped{OrderID: id}))})
	return err
}

type asyncPlaced struct{ OrderID string } // want "warning: payload has no version"

type asyncShipped struct{ OrderID string }

func (a *all) saramaAsync(id string) {
	a.async.Input() <- &sarama.ProducerMessage{Topic: "orders", Value: sarama.ByteEncoder(encode(asyncPlaced{OrderID: id}))}
	a.async.Input() <- &sarama.ProducerMessage{Topic: "orders", Value: sarama.ByteEncoder(encode(asyncShipped{OrderID: id})), Headers: []sarama.RecordHeader{{Key: []byte("ce_dataschema"), Value: []byte("orders/1")}}}
}

type confluentPlaced struct{ OrderID string } // want "warning: payload has no version"

type confluentShipped struct{ OrderID string }

func (a *all) confluentKafka(id string) error {
	topic, versioned := "orders", "orders-v2"
	if err := a.confluent.Produce(&confluent.Message{TopicPartition: confluent.TopicPartition{Topic: &topic}, Value: encode(confluentPlaced{OrderID: id})}, nil); err != nil {
		return err
	}
	return a.confluent.Produce(&confluent.Message{TopicPartition: confluent.TopicPartition{Topic: &versioned}, Value: encode(confluentShipped{OrderID: id})}, nil)
}

type corePlaced struct{ OrderID string } // want "info: payload has no version"

type coreShipped struct{ OrderID string }

func (a *all) natsCore(id string) error {
	if err := a.core.Publish("orders.placed", encode(corePlaced{OrderID: id})); err != nil {
		return err
	}
	return a.core.Publish("orders.v1.shipped", encode(coreShipped{OrderID: id}))
}

type jsPlaced struct{ OrderID string } // want "warning: payload has no version"

type jsShipped struct{ OrderID string }

func (a *all) natsLegacy(id string) error {
	if _, err := a.js.Publish("orders.placed", encode(jsPlaced{OrderID: id}), nats.MsgId(id)); err != nil {
		return err
	}
	m := nats.NewMsg("orders.shipped")
	m.Data = encode(jsShipped{OrderID: id})
	m.Header.Set("Schema-Version", "3")
	_, err := a.js.PublishMsg(m)
	return err
}

type streamPlaced struct{ OrderID string } // want "warning: payload has no version"

type streamShipped struct{ OrderID string }

func (a *all) jetStream(ctx context.Context, id string) error {
	if _, err := a.stream.Publish(ctx, "orders.placed", encode(streamPlaced{OrderID: id}), jetstream.WithMsgID(id)); err != nil {
		return err
	}
	_, err := a.stream.PublishMsg(ctx, &nats.Msg{Subject: "orders.shipped", Data: encode(streamShipped{OrderID: id}), Header: nats.Header{"Event-Version": {"1"}}})
	return err
}

type amqpPlaced struct{ OrderID string } // want "warning: payload has no version"

type amqpShipped struct{ OrderID string }

type amqpPaid struct{ OrderID string }

func (a *all) rabbit(ctx context.Context, id string) error {
	if err := a.amqp.PublishWithContext(ctx, "orders", "placed", false, false, amqp091.Publishing{ContentType: "application/json", Type: "order.placed", MessageId: id, Body: encode(amqpPlaced{OrderID: id})}); err != nil {
		return err
	}
	if err := a.amqp.PublishWithContext(ctx, "orders", "paid", false, false, amqp091.Publishing{Headers: amqp091.Table{"x-schema-version": 2}, Body: encode(amqpPaid{OrderID: id})}); err != nil {
		return err
	}
	return a.amqp.PublishWithContext(ctx, "orders", "shipped", false, false, amqp091.Publishing{Type: "order.shipped.v1", Body: encode(amqpShipped{OrderID: id})})
}

type watermillPlaced struct{ OrderID string } // want "warning: payload has no version"

type watermillShipped struct{ OrderID string }

func (a *all) watermillMessage(id string) error {
	if err := a.watermill.Publish("orders", message.NewMessage(watermill.NewUUID(), encode(watermillPlaced{OrderID: id}))); err != nil {
		return err
	}
	m := message.NewMessage(watermill.NewUUID(), encode(watermillShipped{OrderID: id}))
	m.Metadata.Set("event_version", "1")
	return a.watermill.Publish("orders", m)
}

type cqrsPlaced struct{ OrderID string } // want "warning: payload has no version"

type cqrsShippedV2 struct{ OrderID string }

func (a *all) watermillCQRS(ctx context.Context, id string) error {
	if err := a.cqrs.Publish(ctx, cqrsPlaced{OrderID: id}); err != nil {
		return err
	}
	return a.cqrs.Publish(ctx, &cqrsShippedV2{OrderID: id})
}

type pubsubPlaced struct{ OrderID string } // want "warning: payload has no version"

type pubsubShipped struct{ OrderID string }

func (a *all) googlePubSub(ctx context.Context, id string) {
	a.pubsub.Publish(ctx, &pubsub.Message{Data: encode(pubsubPlaced{OrderID: id}), OrderingKey: id, Attributes: map[string]string{"type": "placed"}})
	a.pubsub.Publish(ctx, &pubsub.Message{Data: encode(pubsubShipped{OrderID: id}), Attributes: map[string]string{"version": "1"}})
}

type sqsPlaced struct{ OrderID string } // want "warning: payload has no version"

type sqsShipped struct{ OrderID string }

func (a *all) amazonSQS(ctx context.Context, id string) error {
	if _, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: text("orders"), MessageBody: text(string(encode(sqsPlaced{OrderID: id})))}); err != nil {
		return err
	}
	_, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl: text("orders"), MessageBody: text(string(encode(sqsShipped{OrderID: id}))),
		MessageAttributes: map[string]types.MessageAttributeValue{"schemaVersion": {DataType: text("String"), StringValue: text("1")}},
	})
	return err
}

type snsPlaced struct{ OrderID string } // want "warning: payload has no version"

type snsShipped struct {
	Version int
	OrderID string
}

func (a *all) amazonSNS(ctx context.Context, id string) error {
	if _, err := a.sns.Publish(ctx, &sns.PublishInput{Message: text(string(encode(snsPlaced{OrderID: id})))}); err != nil {
		return err
	}
	_, err := a.sns.Publish(ctx, &sns.PublishInput{Message: text(string(encode(snsShipped{Version: 1, OrderID: id})))})
	return err
}

type redisPlaced struct{ OrderID string } // want "warning: payload has no version"

type redisShipped struct{ OrderID string }

func (a *all) redisStream(ctx context.Context, id string) error {
	if err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders", Values: map[string]any{"event": encode(redisPlaced{OrderID: id})}}).Err(); err != nil {
		return err
	}
	return a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders", Values: map[string]any{"event": encode(redisShipped{OrderID: id}), "version": 1}}).Err()
}

type gobPlaced struct{ OrderID string } // want "warning: payload has no version"

type gobShipped struct {
	SpecVersion string
	OrderID     string
}

func (a *all) buffers(ctx context.Context, id string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(gobPlaced{OrderID: id}); err != nil {
		return err
	}
	if err := a.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: b.Bytes()}); err != nil {
		return err
	}
	var c bytes.Buffer
	if err := json.NewEncoder(&c).Encode(gobShipped{SpecVersion: "1", OrderID: id}); err != nil {
		return err
	}
	return a.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders", Value: c.Bytes()})
}
