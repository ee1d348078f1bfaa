// Package brokers drops the result of every broker, and hands it on.
package brokers

import (
	"context"

	"github.com/IBM/sarama"
	shopify "github.com/Shopify/sarama"
	confluent1 "github.com/confluentinc/confluent-kafka-go/kafka"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type kafkaBroker struct {
	franz            *kgo.Client
	franzPromise     *kgo.Client
	franzSession     *kgo.GroupTransactSession
	sarama           sarama.SyncProducer
	saramaBatch      sarama.SyncProducer
	saramaAsync      sarama.AsyncProducer
	shopify          shopify.SyncProducer
	confluent        *confluent.Producer
	confluent1       *confluent1.Producer
	confluentChannel *confluent1.Producer
	kafka            *kafka.Writer
	reports          chan confluent.Event
	failed           func(error)
}

func (s *kafkaBroker) franzDropped(ctx context.Context, order []byte) {
	_ = s.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr() // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) franzReturned(ctx context.Context, order []byte) error {
	return s.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr()
}

func (s *kafkaBroker) franzSessionDropped(ctx context.Context, order []byte) {
	_ = s.franzSession.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr() // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) franzSessionReturned(ctx context.Context, order []byte) error {
	return s.franzSession.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr()
}

func (s *kafkaBroker) saramaDropped(ctx context.Context, order []byte) {
	_, _, _ = s.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}) // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) saramaReturned(ctx context.Context, order []byte) error {
	_, _, err := s.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)})
	return err
}

func (s *kafkaBroker) saramaBatchDropped(ctx context.Context, order []byte) {
	_ = s.saramaBatch.SendMessages([]*sarama.ProducerMessage{{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}}) // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) saramaBatchReturned(ctx context.Context, order []byte) error {
	return s.saramaBatch.SendMessages([]*sarama.ProducerMessage{{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}})
}

func (s *kafkaBroker) shopifyDropped(ctx context.Context, order []byte) {
	_, _, _ = s.shopify.SendMessage(&shopify.ProducerMessage{Topic: "orders.v1", Value: shopify.ByteEncoder(order)}) // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) shopifyReturned(ctx context.Context, order []byte) error {
	_, _, err := s.shopify.SendMessage(&shopify.ProducerMessage{Topic: "orders.v1", Value: shopify.ByteEncoder(order)})
	return err
}

func (s *kafkaBroker) confluentDropped(ctx context.Context, order []byte) {
	_ = s.confluent.Produce(&confluent.Message{Value: order}, s.reports) // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) confluentReturned(ctx context.Context, order []byte) error {
	return s.confluent.Produce(&confluent.Message{Value: order}, s.reports)
}

func (s *kafkaBroker) confluent1Dropped(ctx context.Context, order []byte) {
	_ = s.confluent1.Produce(&confluent1.Message{Value: order}, nil) // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) confluent1Returned(ctx context.Context, order []byte) error {
	return s.confluent1.Produce(&confluent1.Message{Value: order}, nil)
}

func (s *kafkaBroker) kafkaDropped(ctx context.Context, order []byte) {
	_ = s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: order}) // want "error: result of the publish is dropped"
}

func (s *kafkaBroker) kafkaReturned(ctx context.Context, order []byte) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: order})
}
