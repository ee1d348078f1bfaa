// Package libraries publishes aside, through several libraries.
package libraries

import (
	"context"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"

	"detachedpublish/mail"
)

type all struct {
	kafka     *kafka.Writer
	franz     *kgo.Client
	sarama    sarama.SyncProducer
	confluent *confluent.Producer
	amqp      *amqp091.Channel
	js        nats.JetStreamContext
	core      *nats.Conn
	redis     *redis.Client
	publisher message.Publisher
	pulsar    pulsar.Producer
	sqs       *sqs.Client
	sns       *sns.Client
	mail      *mail.Sender
}

func (a *all) called(ctx context.Context) {
	go a.kafka.WriteMessages(ctx, kafka.Message{Topic: "t"})                        // want "warning: nobody waits for this publish"
	go a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"})                            // want "warning: nobody waits for this publish"
	go a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "t"})                    // want "warning: nobody waits for this publish"
	go a.confluent.Produce(&confluent.Message{}, nil)                               // want "warning: nobody waits for this publish"
	go a.amqp.PublishWithContext(ctx, "x", "k", false, false, amqp091.Publishing{}) // want "warning: nobody waits for this publish"
	go a.js.Publish("t", nil)                                                       // want "warning: nobody waits for this publish"
	go a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"})                              // want "warning: nobody waits for this publish"
	go a.publisher.Publish("t", message.NewMessage("1", nil))                       // want "warning: nobody waits for this publish"
	go a.pulsar.Send(ctx, &pulsar.ProducerMessage{})                                // want "warning: nobody waits for this publish"
	go a.sqs.SendMessage(ctx, &sqs.SendMessageInput{})                              // want "warning: nobody waits for this publish"
	go a.sns.Publish(ctx, &sns.PublishInput{})                                      // want "warning: nobody waits for this publish"
	go a.mail.Send(ctx, "a")                                                        // want "warning: nobody waits for this publish"
	go a.core.Publish("t", nil)                                                     // want "info: nobody waits for this publish"
}

func (a *all) inLiteral(ctx context.Context) {
	go func() {
		a.kafka.WriteMessages(ctx, kafka.Message{Topic: "t"})                        // want "warning: nobody waits for this publish"
		_ = a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"})                        // want "warning: nobody waits for this publish"
		_, _, _ = a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "t"})          // want "warning: nobody waits for this publish"
		a.amqp.PublishWithContext(ctx, "x", "k", false, false, amqp091.Publishing{}) // want "warning: nobody waits for this publish"
		_, _ = a.js.Publish("t", nil)                                                // want "warning: nobody waits for this publish"
		a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"})                              // want "warning: nobody waits for this publish"
		_ = a.publisher.Publish("t", message.NewMessage("1", nil))                   // want "warning: nobody waits for this publish"
		_, _ = a.pulsar.Send(ctx, &pulsar.ProducerMessage{})                         // want "warning: nobody waits for this publish"
		_, _ = a.sqs.SendMessage(ctx, &sqs.SendMessageInput{})                       // want "warning: nobody waits for this publish"
		_ = a.mail.Send(ctx, "a")                                                    // want "warning: nobody waits for this publish"
		_ = a.core.Publish("t", nil)                                                 // want "info: nobody waits for this publish"
	}()
}
