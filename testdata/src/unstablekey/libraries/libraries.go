// Package libraries has keys of several kinds in several libraries.
package libraries

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"time"

	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/google/uuid"
	"github.com/rabbitmq/amqp091-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"unstablekey/bus"
)

type moved struct{ SKU, To string }

type paid struct{ OrderID string }

// measured tells of nothing that has an id.
type measured struct{ Celsius float64 }

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func franz(ctx context.Context, cl *kgo.Client, e paid) error {
	r := &kgo.Record{Topic: "orders", Value: encode(e)}
	r.Key = []byte(fmt.Sprint(time.Now().UnixNano())) // want "error: partition key is made of the time"
	return cl.ProduceSync(ctx, r).FirstErr()
}

func franzKept(ctx context.Context, cl *kgo.Client, e paid) error {
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(e.OrderID), Value: encode(e)}).FirstErr()
}

func ibm(p sarama.SyncProducer, e moved) error {
	key := sarama.ByteEncoder(fmt.Sprint("k", rand.Int())) // want "error: partition key is a new one for each message"
	_, _, err := p.SendMessage(&sarama.ProducerMessage{Topic: "stock", Key: key, Value: sarama.ByteEncoder(encode(e))})
	return err
}

// without has no key: nokey's question.
func without(p sarama.SyncProducer, e moved) error {
	_, _, err := p.SendMessage(&sarama.ProducerMessage{Topic: "stock", Value: sarama.ByteEncoder(encode(e))})
	return err
}

func confluent(p *kafka.Producer, topic string, e paid) error {
	return p.Produce(&kafka.Message{
		TopicPartition: kafka.TopicPartition{Topic: &topic},
		Key:            []byte(uuid.NewString()), // want "error: partition key is a new one for each message"
		Value:          encode(e),
	}, nil)
}

func pulsars(ctx context.Context, p pulsar.Producer, e paid) error {
	_, err := p.Send(ctx, &pulsar.ProducerMessage{Key: uuid.NewString(), Payload: encode(e)}) // want "error: partition key is a new one for each message"
	return err
}

// spread is on purpose: there is nothing whose order could be lost.
func spread(ctx context.Context, p pulsar.Producer, e measured) error {
	_, err := p.Send(ctx, &pulsar.ProducerMessage{Key: uuid.NewString(), Payload: encode(e)})
	return err
}

// replies go to a queue whose name is new: the routing key is no partition key.
func replies(ctx context.Context, ch *amqp091.Channel, e paid) error {
	return ch.PublishWithContext(ctx, "", uuid.NewString(), false, false, amqp091.Publishing{Body: encode(e)})
}

// either has a key of its own only where none is given.
func either(ctx context.Context, cl *kgo.Client, key string, e paid) error {
	if key == "" {
		key = uuid.NewString()
	}
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "orders", Key: []byte(key), Value: encode(e)}).FirstErr()
}

func wrapped(ctx context.Context, b *bus.Bus, e paid) error { return b.Publish(ctx, "orders", e) }

func wrappedTo(ctx context.Context, b *bus.Bus, e paid) error {
	return b.PublishTo(ctx, "orders", e.OrderID, e)
}
