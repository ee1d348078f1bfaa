package libraries

import (
	"context"
	"os"

	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

var topic = "orders.v1"

func constructed(ctx context.Context, id string, event []byte) error {
	w := kafkago.NewWriter(kafkago.WriterConfig{
		Topic:    topic,
		Balancer: &kafkago.LeastBytes{}, // want "keys are ignored \\(Balancer\\)"
	})
	return w.WriteMessages(ctx, kafkago.Message{Key: []byte(id), Value: event})
}

func hashed(ctx context.Context, id string, event []byte) error {
	w := kafkago.NewWriter(kafkago.WriterConfig{Topic: topic, Balancer: kafkago.Murmur2Balancer{}})
	return w.WriteMessages(ctx, kafkago.Message{Key: []byte(id), Value: event})
}

// Without keys the order does not matter.
func unkeyed(ctx context.Context, event []byte) error {
	w := &kafkago.Writer{Topic: topic}
	return w.WriteMessages(ctx, kafkago.Message{Value: event}, kafkago.Message{Key: nil, Value: event})
}

// The program balances by itself.
type shards struct{}

func (shards) Balance(m kafkago.Message, partitions ...int) int {
	return int(m.Key[0]) % len(partitions)
}

func own(ctx context.Context, id string, event []byte) error {
	w := &kafkago.Writer{Topic: topic, Balancer: shards{}}
	return w.WriteMessages(ctx, kafkago.Message{Key: []byte(id), Value: event})
}

func configured(ctx context.Context, id string, event []byte) error {
	w := &kafkago.Writer{Topic: topic}
	if os.Getenv("BALANCER") == "hash" {
		w.Balancer = &kafkago.Hash{}
	}
	return w.WriteMessages(ctx, kafkago.Message{Key: []byte(id), Value: event})
}

func overSarama(brokers []string, id string, event []byte) error {
	config := sarama.NewConfig()
	config.Producer.Partitioner = sarama.NewRoundRobinPartitioner // want "keys are ignored \\(Producer.Partitioner\\)"
	p, err := sarama.NewSyncProducer(brokers, config)
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(&sarama.ProducerMessage{Topic: topic, Key: sarama.ByteEncoder(id), Value: sarama.ByteEncoder(event)})
	return err
}

func overSaramaAsync(brokers []string, id string, event []byte) error {
	config := sarama.NewConfig()
	config.Producer.Partitioner = sarama.NewRandomPartitioner // want "keys are ignored"
	p, err := sarama.NewAsyncProducer(brokers, config)
	if err != nil {
		return err
	}
	p.Input() <- &sarama.ProducerMessage{Topic: topic, Key: sarama.ByteEncoder(id), Value: sarama.ByteEncoder(event)}
	return p.Close()
}

// The default hashes.
func overSaramaDefault(brokers []string, id string, event []byte) error {
	p, err := sarama.NewSyncProducer(brokers, sarama.NewConfig())
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(&sarama.ProducerMessage{Topic: topic, Key: sarama.ByteEncoder(id), Value: sarama.ByteEncoder(event)})
	return err
}

func overSaramaUnkeyed(brokers []string, event []byte) error {
	config := sarama.NewConfig()
	config.Producer.Partitioner = sarama.NewRoundRobinPartitioner
	p, err := sarama.NewSyncProducer(brokers, config)
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(&sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(event)})
	return err
}

func overFranz(ctx context.Context, id string, event []byte) error {
	client, err := kgo.NewClient(kgo.RecordPartitioner(kgo.RoundRobinPartitioner())) // want "keys are ignored"
	if err != nil {
		return err
	}
	defer client.Close()
	return client.ProduceSync(ctx, &kgo.Record{Topic: topic, Key: []byte(id), Value: event}).FirstErr()
}

func overFranzSticky(ctx context.Context, id string, event []byte) error {
	client, err := kgo.NewClient(kgo.RecordPartitioner(kgo.StickyKeyPartitioner(nil)))
	if err != nil {
		return err
	}
	defer client.Close()
	return client.ProduceSync(ctx, &kgo.Record{Topic: topic, Key: []byte(id), Value: event}).FirstErr()
}

func overConfluent(id string, event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{
		"acks":        "all",
		"partitioner": "random", // want "keys are ignored \\(partitioner\\)"
	})
	if err != nil {
		return err
	}
	defer p.Close()
	defer p.Flush(5000)
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Key: []byte(id), Value: event}, nil)
}

func overConfluentDefault(id string, event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"acks": "all"})
	if err != nil {
		return err
	}
	defer p.Close()
	defer p.Flush(5000)
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Key: []byte(id), Value: event}, nil)
}
