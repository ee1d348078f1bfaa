package others

import (
	"context"
	"os"

	"autocreate/topics"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill-googlecloud/pkg/googlecloud"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func franz() (*kgo.Client, error) {
	return kgo.NewClient(kgo.AllowAutoTopicCreation()) // want "warning: topics are made on first use \\(kgo.AllowAutoTopicCreation\\)"
}

func franzSilent() (*kgo.Client, error) { return kgo.NewClient() }

// In development only.
func franzDevelopment() (*kgo.Client, error) {
	var opts []kgo.Opt
	if os.Getenv("ENV") == "development" {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	return kgo.NewClient(opts...)
}

func saramaDefault() (sarama.SyncProducer, error) {
	return sarama.NewSyncProducer(nil, sarama.NewConfig()) // want "info: topics are made on first use \\(Metadata.AllowAutoTopicCreation is not set\\)"
}

func saramaOn() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Metadata.AllowAutoTopicCreation = true // want "warning: topics are made on first use \\(Metadata.AllowAutoTopicCreation\\)"
	return sarama.NewSyncProducer(nil, config)
}

func saramaOff() (sarama.SyncProducer, error) {
	config := sarama.NewConfig()
	config.Metadata.AllowAutoTopicCreation = false
	return sarama.NewSyncProducer(nil, config)
}

func confluentSilent() (*confluent.Producer, error) {
	return confluent.NewProducer(&confluent.ConfigMap{})
}

func confluentOn() (*confluent.Producer, error) {
	return confluent.NewProducer(&confluent.ConfigMap{"allow.auto.create.topics": true}) // want "warning: topics are made on first use \\(allow.auto.create.topics\\)"
}

func google() (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{ProjectID: "shop"}, nil) // want "info: topics are made on first use \\(DoNotCreateTopicIfMissing is not set\\)"
}

func googleOff() (*googlecloud.Publisher, error) {
	return googlecloud.NewPublisher(googlecloud.PublisherConfig{DoNotCreateTopicIfMissing: true}, nil)
}

// The flag decides.
func flagged(ctx context.Context, create bool, m kafka.Message) error {
	return (&kafka.Writer{AllowAutoTopicCreation: create}).WriteMessages(ctx, m)
}

func elsewhere(ctx context.Context, m kafka.Message) error {
	w := &kafka.Writer{AllowAutoTopicCreation: true}
	topics.Strict(w)
	return w.WriteMessages(ctx, m)
}

func created(ctx context.Context, m kafka.Message) error {
	w := &kafka.Writer{AllowAutoTopicCreation: true} // want "warning: topics are made on first use"
	topics.Name(w)
	return w.WriteMessages(ctx, m)
}
