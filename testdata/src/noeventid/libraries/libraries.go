// Package libraries has a pair for each library: an event without an id, and one that has it in the library's own way.
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
	"github.com/google/uuid"
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

type kafkaPlaced struct{ OrderID string } // want "warning: message carries no event id"

type kafkaShipped struct{ OrderID string }

// The key says where a message goes, not which it is, even if it is a new one.
func (a *all) kafkaGo(ctx context.Context, id string) error {
	if err := a.kafka.WriteMessages(ctx, kafka.Message{Key: []byte(uuid.NewString()), Value: encode(kafkaPlaced{OrderID: id})}); err != nil {
		return err
	}
	return a.kafka.WriteMessages(ctx, kafka.Message{Key: []byte(id), Value: encode(kafkaShipped{OrderID: id}), Headers: []kafka.Header{{Key: "event-id", Value: []byte(id)}}})
}

type franzPlaced struct{ OrderID string } // want "warning: message carries no event id"

type franzShipped struct{ OrderID string }

func (a *all) franzGo(ctx context.Context, id string) error {
	if err := a.franz.ProduceSync(ctx, &kgo.Record{Value: encode(&franzPlaced{OrderID: id}), Headers: []kgo.RecordHeader{{Key: "trace-id", Value: []byte(id)}}}).FirstErr(); err != nil {
		return err
	}
	r := &kgo.Record{Value: encode(&franzShipped{OrderID: id})}
	r.Headers = append(r.Headers, kgo.RecordHeader{Key: "Idempotency-Key", Value: []byte(id)})
	return a.franz.ProduceSync(ctx, r).FirstErr()
}

type saramaPlaced struct{ OrderID string } // want "warning: message carries no event id"

type saramaShipped struct{ OrderID string }

func (a *all) saramaSync(id string) error {
	if err := a.sarama.SendMessages([]*sarama.ProducerMessage{{Key: sarama.ByteEncoder(uuid.NewString()), Value: sarama.ByteEncoder(encode(saramaPlaced{OrderID: id}))}}); err != nil {
		return err
	}
	return a.sarama.SendMessages([]*sarama.ProducerMessage{{Value: sarama.ByteEncoder(encode(saramaShipped{OrderID: id})), Headers: []sarama.RecordHeader{{Key: []byte("message_id"), Value: []byte(uuid.NewString())}}}})
}

type asyncPlaced struct{ OrderID string } // want "warning: message carries no event id"

type asyncShipped struct{ OrderID string }

func (a *all) saramaAsync(id string) {
	a.async.Input() <- &sarama.ProducerMessage{Key: sarama.ByteEncoder(id), Value: sarama.ByteEncoder(encode(asyncPlaced{OrderID: id}))}
	a.async.Input() <- &sarama.ProducerMessage{Value: sarama.ByteEncoder(encode(asyncShipped{OrderID: id})), Headers: []sarama.RecordHeader{{Key: []byte("ce_id"), Value: []byte(id)}}}
}

type confluentPlaced struct{ OrderID string } // want "warning: message carries no event id"

type confluentShipped struct{ OrderID string }

func (a *all) confluentKafka(id string) error {
	if err := a.confluent.Produce(&confluent.Message{Key: []byte(uuid.NewString()), Value: encode(confluentPlaced{OrderID: id})}, nil); err != nil {
		return err
	}
	return a.confluent.Produce(&confluent.Message{Value: encode(confluentShipped{OrderID: id}), Headers: []confluent.Header{{Key: "event_id", Value: []byte(id)}}}, nil)
}

type corePlaced struct{ OrderID string }

// Core NATS delivers once or never: there is nothing to recognise.
func (a *all) natsCore(id string) error {
	return a.core.Publish("orders.placed", encode(corePlaced{OrderID: id}))
}

type jsPlaced struct{ OrderID string } // want "warning: message carries no event id"

type jsShipped struct{ OrderID string }

type jsPaid struct{ OrderID string }

func (a *all) natsLegacy(id string) error {
	if _, err := a.js.Publish("orders.placed", encode(jsPlaced{OrderID: id})); err != nil {
		return err
	}
	if _, err := a.js.Publish("orders.paid", encode(jsPaid{OrderID: id}), nats.MsgId("paid-"+id)); err != nil {
		return err
	}
	m := nats.NewMsg("orders.shipped")
	m.Data = encode(jsShipped{OrderID: id})
	m.Header.Set("Nats-Msg-Id", "shipped-"+id)
	_, err := a.js.PublishMsg(m)
	return err
}

type streamPlaced struct{ OrderID string } // want "warning: message carries no event id"

type streamShipped struct{ OrderID string }

func (a *all) jetStream(ctx context.Context, id string) error {
	if _, err := a.stream.Publish(ctx, "orders.placed", encode(streamPlaced{OrderID: id}), jetstream.WithExpectStream("ORDERS")); err != nil {
		return err
	}
	_, err := a.stream.Publish(ctx, "orders.shipped", encode(streamShipped{OrderID: id}), jetstream.WithMsgID("shipped-"+id))
	return err
}

type amqpPlaced struct{ OrderID string } // want "warning: message carries no event id"

type amqpShipped struct{ OrderID string }

func (a *all) rabbit(ctx context.Context, id, correlation string) error {
	if err := a.amqp.PublishWithContext(ctx, "orders", "placed", false, false, amqp091.Publishing{CorrelationId: correlation, Body: encode(amqpPlaced{OrderID: id})}); err != nil {
		return err
	}
	return a.amqp.PublishWithContext(ctx, "orders", "shipped", false, false, amqp091.Publishing{MessageId: uuid.NewString(), Body: encode(amqpShipped{OrderID: id})})
}

type watermillPlaced struct{ OrderID string } // want "warning: message carries no event id"

type watermillShipped struct{ OrderID string }

func (a *all) watermillMessage(id string) error {
	if err := a.watermill.Publish("orders", &message.Message{Payload: encode(watermillPlaced{OrderID: id})}); err != nil {
		return err
	}
	return a.watermill.Publish("orders", message.NewMessage(watermill.NewUUID(), encode(watermillShipped{OrderID: id})))
}

type cqrsPlaced struct{ OrderID string }

// The bus gives each message an id.
func (a *all) watermillCQRS(ctx context.Context, id string) error {
	return a.cqrs.Publish(ctx, cqrsPlaced{OrderID: id})
}

type pubsubPlaced struct{ OrderID string } // want "warning: message carries no event id"

type pubsubShipped struct{ OrderID string }

func (a *all) googlePubSub(ctx context.Context, id string) {
	a.pubsub.Publish(ctx, &pubsub.Message{Data: encode(pubsubPlaced{OrderID: id}), OrderingKey: uuid.NewString(), Attributes: map[string]string{"type": "placed"}})
	a.pubsub.Publish(ctx, &pubsub.Message{Data: encode(pubsubShipped{OrderID: id}), Attributes: map[string]string{"eventId": id}})
}

type sqsPlaced struct{ OrderID string } // want "warning: message carries no event id"

type sqsShipped struct{ OrderID string }

type sqsPaid struct{ OrderID string }

func (a *all) amazonSQS(ctx context.Context, id string) error {
	if _, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageGroupId: text(uuid.NewString()), MessageBody: text(string(encode(sqsPlaced{OrderID: id})))}); err != nil {
		return err
	}
	if _, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{MessageDeduplicationId: text("paid-" + id), MessageBody: text(string(encode(sqsPaid{OrderID: id})))}); err != nil {
		return err
	}
	_, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{
		MessageBody:       text(string(encode(sqsShipped{OrderID: id}))),
		MessageAttributes: map[string]types.MessageAttributeValue{"EventID": {DataType: text("String"), StringValue: text(id)}},
	})
	return err
}

type snsPlaced struct{ OrderID string } // want "warning: message carries no event id"

type snsShipped struct {
	EventID string
	OrderID string
}

func (a *all) amazonSNS(ctx context.Context, id string) error {
	if _, err := a.sns.Publish(ctx, &sns.PublishInput{Message: text(string(encode(snsPlaced{OrderID: id})))}); err != nil {
		return err
	}
	_, err := a.sns.Publish(ctx, &sns.PublishInput{Message: text(string(encode(snsShipped{EventID: "shipped-" + id, OrderID: id})))})
	return err
}

type redisPlaced struct{ OrderID string } // want "warning: message carries no event id"

type redisShipped struct{ OrderID string }

type redisNoticed struct{ OrderID string }

// The id of a stream's entry is the server's: the same event sent again gets another.
func (a *all) redisStream(ctx context.Context, id string) error {
	if err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders", Values: map[string]any{"event": encode(redisPlaced{OrderID: id})}}).Err(); err != nil {
		return err
	}
	if err := a.redis.Publish(ctx, "orders", encode(redisNoticed{OrderID: id})).Err(); err != nil {
		return err
	}
	return a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "orders", Values: map[string]any{"event": encode(redisShipped{OrderID: id}), "event_id": id}}).Err()
}

type gobPlaced struct{ OrderID string } // want "warning: message carries no event id"

type gobShipped struct {
	MessageID string
	OrderID   string
}

func (a *all) buffers(ctx context.Context, id string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(gobPlaced{OrderID: id}); err != nil {
		return err
	}
	if err := a.kafka.WriteMessages(ctx, kafka.Message{Value: b.Bytes()}); err != nil {
		return err
	}
	var c bytes.Buffer
	if err := json.NewEncoder(&c).Encode(gobShipped{MessageID: uuid.NewString(), OrderID: id}); err != nil {
		return err
	}
	return a.kafka.WriteMessages(ctx, kafka.Message{Value: c.Bytes()})
}
