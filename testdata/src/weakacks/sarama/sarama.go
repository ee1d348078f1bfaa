package sarama

import (
	"errors"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
)

func leader() (sarama.SyncProducer, error) {
	config := sarama.NewConfig() // want "warning: only the leader acks \\(Producer.RequiredAcks is not set\\), so its failure loses messages"
	config.Producer.Return.Successes = true
	return sarama.NewSyncProducer([]string{"kafka:9092"}, config)
}

func none() (sarama.AsyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.NoResponse // want "error: no broker acks \\(Producer.RequiredAcks\\)"
	if err := config.Validate(); err != nil {
		return nil, err
	}
	return sarama.NewAsyncProducer([]string{"kafka:9092"}, config)
}

func all() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.WaitForAll
	return sarama.NewSyncProducer([]string{"kafka:9092"}, config)
}

// A client's configuration is that of its producers.
func client() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.WaitForLocal // want "warning: only the leader acks"
	c, err := sarama.NewClient([]string{"kafka:9092"}, config)
	if err != nil {
		return nil, err
	}
	return sarama.NewSyncProducerFromClient(c)
}

func base(name string) (*sarama.Config, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	config := sarama.NewConfig()
	config.ClientID = name
	config.Producer.RequiredAcks = sarama.WaitForAll
	return config, nil
}

func based() (sarama.SyncProducer, error) {
	config, err := base("orders")
	if err != nil {
		return nil, err
	}
	return sarama.NewSyncProducer(nil, config)
}

// One constructor, two configurations.
func open(config *sarama.Config) (sarama.SyncProducer, error) {
	return sarama.NewSyncProducer(nil, config)
}

func opened() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.WaitForAll
	return open(config)
}

func openedWeakly() (sarama.SyncProducer, error) {
	return open(sarama.NewConfig()) // want "warning: only the leader acks"
}

// Consumers ack nothing of the kind.
func consumer() (sarama.ConsumerGroup, error) {
	return sarama.NewConsumerGroup(nil, "billing", sarama.NewConfig())
}

type settings struct{ Acks int16 }

func fromSettings(s settings) (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Producer.RequiredAcks = sarama.RequiredAcks(s.Acks)
	return sarama.NewSyncProducer(nil, config)
}

func watermill() (*kafka.Publisher, error) {
	return kafka.NewPublisher(kafka.PublisherConfig{Marshaler: kafka.DefaultMarshaler{}}, nil) // want "warning: only the leader acks"
}

func watermillDefault() (*kafka.Publisher, error) {
	config := kafka.DefaultSaramaSyncPublisherConfig() // want "warning: only the leader acks \\(Producer.RequiredAcks is not set\\)"
	return kafka.NewPublisher(kafka.PublisherConfig{OverwriteSaramaConfig: config}, nil)
}

func watermillAll() (*kafka.Publisher, error) {
	config := kafka.DefaultSaramaSyncPublisherConfig()
	config.Producer.RequiredAcks = sarama.WaitForAll
	return kafka.NewPublisher(kafka.PublisherConfig{OverwriteSaramaConfig: config}, nil)
}
