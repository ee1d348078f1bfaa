package libraries

import (
	"context"

	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

var topic = "orders.v1"

func OverKafkaGo(ctx context.Context, event []byte) error {
	w := kafkago.NewWriter(kafkago.WriterConfig{Topic: topic}) // want "opened for each event"
	defer w.Close()
	return w.WriteMessages(ctx, kafkago.Message{Value: event})
}

func OverSarama(brokers []string, event []byte) error {
	p, err := sarama.NewSyncProducer(brokers, sarama.NewConfig()) // want "opened for each event"
	if err != nil {
		return err
	}
	defer p.Close()
	_, _, err = p.SendMessage(&sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(event)})
	return err
}

func OverFranz(ctx context.Context, event []byte) error {
	client, err := kgo.NewClient() // want "opened for each event"
	if err != nil {
		return err
	}
	defer client.Close()
	return client.ProduceSync(ctx, &kgo.Record{Topic: topic, Value: event}).FirstErr()
}

func OverConfluent(event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"acks": "all"}) // want "opened for each event"
	if err != nil {
		return err
	}
	defer p.Close()
	defer p.Flush(5000)
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: event}, nil)
}

func OverRabbit(event []byte) error {
	conn, err := amqp.Dial("amqp://localhost") // want "opened for each event"
	if err != nil {
		return err
	}
	defer conn.Close()
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	return ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
}

// A channel costs little.
func OverRabbitShared(conn *amqp.Connection, event []byte) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	return ch.Publish("orders", "placed.v1", false, false, amqp.Publishing{Body: event})
}

func OverNATS(event []byte) error {
	nc, err := nats.Connect("nats://localhost") // want "opened for each event"
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := nc.JetStream()
	if err != nil {
		return err
	}
	_, err = js.Publish(topic, event)
	return err
}

func OverPulsar(ctx context.Context, client pulsar.Client, event []byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: topic}) // want "opened for each event"
	if err != nil {
		return err
	}
	defer p.Close()
	_, err = p.Send(ctx, &pulsar.ProducerMessage{Payload: event})
	return err
}
