// Package libraries publishes without a key, and with one that is not seen at once, through several libraries.
package libraries

import (
	"context"
	"encoding/json"

	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/rabbitmq/amqp091-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"nokey/wrap"
)

type moved struct{ SKU, To string }

// measured tells of nothing that has an id.
type measured struct{ Celsius float64 }

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func ibm(p sarama.SyncProducer, e moved) error {
	_, _, err := p.SendMessage(&sarama.ProducerMessage{Topic: "stock", Value: sarama.ByteEncoder(encode(e))}) // want "warning: message has no partition key"
	return err
}

func later(p sarama.SyncProducer, e moved) error {
	m := &sarama.ProducerMessage{Topic: "stock", Value: sarama.ByteEncoder(encode(e))}
	m.Key = sarama.ByteEncoder([]byte(e.SKU))
	_, _, err := p.SendMessage(m)
	return err
}

func queued(p sarama.AsyncProducer, e moved) {
	p.Input() <- &sarama.ProducerMessage{Topic: "stock", Value: sarama.ByteEncoder(encode(e))} // want "warning: message has no partition key"
}

func confluent(p *kafka.Producer, topic string, e moved) error {
	return p.Produce(&kafka.Message{ // want "warning: message has no partition key"
		TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: kafka.PartitionAny},
		Value:          encode(e),
	}, nil)
}

// chosen names the partition.
func chosen(p *kafka.Producer, topic string, partition int32, e moved) error {
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: partition}, Value: encode(e)}, nil)
}

func pulsars(ctx context.Context, p pulsar.Producer, e moved) error {
	_, err := p.Send(ctx, &pulsar.ProducerMessage{Payload: encode(e)}) // want "warning: message has no partition key"
	return err
}

// ordered has the other key.
func ordered(ctx context.Context, p pulsar.Producer, e moved) error {
	_, err := p.Send(ctx, &pulsar.ProducerMessage{OrderingKey: e.SKU, Payload: encode(e)})
	return err
}

// setKey gives a message its key.
func setKey(r *kgo.Record, key string) { r.Key = []byte(key) }

func helped(ctx context.Context, cl *kgo.Client, e moved) error {
	r := &kgo.Record{Topic: "stock", Value: encode(e)}
	setKey(r, e.SKU)
	return cl.ProduceSync(ctx, r).FirstErr()
}

// optional lets others set the key.
func optional(ctx context.Context, cl *kgo.Client, e moved, options ...func(*kgo.Record)) error {
	r := &kgo.Record{Topic: "stock", Value: encode(e)}
	for _, o := range options {
		o(r)
	}
	return cl.ProduceSync(ctx, r).FirstErr()
}

// list gets its keys afterwards.
func list(ctx context.Context, cl *kgo.Client, events []moved) error {
	var records []*kgo.Record
	for _, e := range events {
		records = append(records, &kgo.Record{Topic: "stock", Value: encode(e)})
	}
	for i := range records {
		records[i].Key = []byte(events[i].SKU)
	}
	return cl.ProduceSync(ctx, records...).FirstErr()
}

// spread has nothing whose order could be lost.
func spread(ctx context.Context, cl *kgo.Client, e measured) error {
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "weather", Value: encode(e)}).FirstErr()
}

// manual is a producer that is told the partition.
func manual(ctx context.Context, partition int32, e moved) error {
	cl, err := kgo.NewClient(kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		return err
	}
	return cl.ProduceSync(ctx, &kgo.Record{Topic: "stock", Partition: partition, Value: encode(e)}).FirstErr()
}

// queue has no partitions.
func queue(ctx context.Context, ch *amqp091.Channel, e moved) error {
	return ch.PublishWithContext(ctx, "stock", "", false, false, amqp091.Publishing{Body: encode(e)})
}

func wrapped(ctx context.Context, b *wrap.Bus, e moved) error { return b.Publish(ctx, "stock", e) }

func wrappedTo(ctx context.Context, b *wrap.Bus, e moved) error {
	return b.PublishKeyed(ctx, "stock", e.SKU, e)
}
