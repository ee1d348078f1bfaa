package sarama

import (
	"noidempotence/saramaconfig"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
)

func off() (sarama.SyncProducer, error) {
	config := sarama.NewConfig() // want "info: retries without idempotence \\(Producer.Idempotent is not set\\)"
	config.Producer.RequiredAcks = sarama.WaitForAll
	return sarama.NewSyncProducer(nil, config)
}

func on() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.Idempotent = true
	return sarama.NewSyncProducer(nil, config)
}

func once() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.Retry.Max = 0
	return sarama.NewSyncProducer(nil, config)
}

// The wrapper switches it on.
func wrapped() (sarama.SyncProducer, error) {
	return saramaconfig.Open(sarama.NewConfig())
}

func consumer() (sarama.ConsumerGroup, error) {
	return sarama.NewConsumerGroup(nil, "billing", sarama.NewConfig())
}

func watermill() (*kafka.Publisher, error) {
	return kafka.NewPublisher(kafka.PublisherConfig{}, nil) // want "info: retries without idempotence"
}

func watermillOn() (*kafka.Publisher, error) {
	config := kafka.DefaultSaramaSyncPublisherConfig()
	config.Producer.Idempotent = true
	return kafka.NewPublisher(kafka.PublisherConfig{OverwriteSaramaConfig: config}, nil)
}
