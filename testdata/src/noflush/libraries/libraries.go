package libraries

import (
	"context"
	"log"

	"cloud.google.com/go/pubsub"
	pubsub2 "cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	kafkago "github.com/segmentio/kafka-go"
)

var topic = "orders.v1"

func confluent(event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"acks": "all"})
	if err != nil {
		return err
	}
	defer p.Close() // want "closed without a flush"
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: event}, nil)
}

func confluentFlushed(event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"acks": "all"})
	if err != nil {
		return err
	}
	defer p.Close()
	defer p.Flush(5000)
	return p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: event}, nil)
}

// Each delivery is waited for.
func confluentDelivered(event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"acks": "all"})
	if err != nil {
		return err
	}
	defer p.Close()
	delivered := make(chan kafka.Event)
	if err := p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: event}, delivered); err != nil {
		return err
	}
	return (<-delivered).(*kafka.Message).TopicPartition.Error
}

func confluentEvents(event []byte) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"acks": "all"})
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic}, Value: event}, nil); err != nil {
		return err
	}
	return (<-p.Events()).(*kafka.Message).TopicPartition.Error
}

func overPulsar(ctx context.Context, client pulsar.Client, events [][]byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: topic})
	if err != nil {
		return err
	}
	for _, e := range events {
		p.SendAsync(ctx, &pulsar.ProducerMessage{Payload: e}, func(_ pulsar.MessageID, _ *pulsar.ProducerMessage, err error) {
			if err != nil {
				log.Print(err)
			}
		})
	}
	p.Close() // want "closed without a flush"
	return nil
}

func overPulsarFlushed(ctx context.Context, client pulsar.Client, events [][]byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: topic})
	if err != nil {
		return err
	}
	for _, e := range events {
		p.SendAsync(ctx, &pulsar.ProducerMessage{Payload: e}, func(pulsar.MessageID, *pulsar.ProducerMessage, error) {})
	}
	err = p.FlushWithCtx(ctx)
	p.Close()
	return err
}

// Send waits for the broker.
func overPulsarSent(ctx context.Context, client pulsar.Client, event []byte) error {
	p, err := client.CreateProducer(pulsar.ProducerOptions{Topic: topic})
	if err != nil {
		return err
	}
	defer p.Close()
	_, err = p.Send(ctx, &pulsar.ProducerMessage{Payload: event})
	return err
}

func overPubsub(ctx context.Context, client *pubsub.Client, events [][]byte) error {
	t := client.Topic(topic)
	for _, e := range events {
		t.Publish(ctx, &pubsub.Message{Data: e})
	}
	return client.Close() // want "closed without a flush"
}

func overPubsubStopped(ctx context.Context, client *pubsub.Client, events [][]byte) error {
	t := client.Topic(topic)
	for _, e := range events {
		t.Publish(ctx, &pubsub.Message{Data: e})
	}
	t.Stop()
	return client.Close()
}

func overPubsub2(ctx context.Context, client *pubsub2.Client, event []byte) error {
	client.Publisher(topic).Publish(ctx, &pubsub2.Message{Data: event})
	return client.Close() // want "closed without a flush"
}

func overPubsub2Got(ctx context.Context, client *pubsub2.Client, event []byte) error {
	defer client.Close()
	_, err := client.Publisher(topic).Publish(ctx, &pubsub2.Message{Data: event}).Get(ctx)
	return err
}

func overJetStream(url string, event []byte) error {
	nc, err := nats.Connect(url)
	if err != nil {
		return err
	}
	defer nc.Close() // want "closed without a flush"
	js, err := nc.JetStream()
	if err != nil {
		return err
	}
	_, err = js.PublishAsync(topic, event)
	return err
}

func overJetStreamCompleted(url string, event []byte) error {
	nc, err := nats.Connect(url)
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := nc.JetStream()
	if err != nil {
		return err
	}
	if _, err := js.PublishAsync(topic, event); err != nil {
		return err
	}
	<-js.PublishAsyncComplete()
	return nil
}

// Close of these two sends what is left.
func overSarama(brokers []string, config *sarama.Config, event []byte) error {
	p, err := sarama.NewAsyncProducer(brokers, config)
	if err != nil {
		return err
	}
	p.Input() <- &sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(event)}
	return p.Close()
}

func overKafkaGo(ctx context.Context, event []byte) error {
	w := &kafkago.Writer{Topic: topic, Async: true}
	defer w.Close()
	return w.WriteMessages(ctx, kafkago.Message{Value: event})
}

// AsyncClose only begins.
func overSaramaAsync(brokers []string, config *sarama.Config, event []byte) error {
	p, err := sarama.NewAsyncProducer(brokers, config)
	if err != nil {
		return err
	}
	p.Input() <- &sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(event)}
	p.AsyncClose() // want "closed without a flush"
	return nil
}

func overSaramaDrained(brokers []string, config *sarama.Config, event []byte) error {
	p, err := sarama.NewAsyncProducer(brokers, config)
	if err != nil {
		return err
	}
	p.Input() <- &sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(event)}
	p.AsyncClose()
	for e := range p.Errors() {
		log.Print(e.Err)
	}
	return nil
}
