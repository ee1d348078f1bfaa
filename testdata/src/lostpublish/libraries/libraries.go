// Package libraries has the results that libraries give.
package libraries

import (
	"context"

	pubsub "cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
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
	bus       *cqrs.EventBus
	pubsub    *pubsub.Publisher
	sqs       *sqs.Client
}

func (a *all) dropped(ctx context.Context) {
	a.kafka.WriteMessages(ctx, kafka.Message{Topic: "t"})                            // want "error: result of the publish is dropped"
	_ = a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"})                            // want "error: result of the publish is dropped"
	a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"})                                // want "error: result of the publish is dropped"
	_, _, _ = a.sarama.SendMessage(&sarama.ProducerMessage{Topic: "t"})              // want "error: result of the publish is dropped"
	_ = a.amqp.PublishWithContext(ctx, "x", "k", false, false, amqp091.Publishing{}) // want "error: result of the publish is dropped"
	_, _ = a.js.Publish("t", nil)                                                    // want "error: result of the publish is dropped"
	a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"})                                  // want "error: result of the publish is dropped"
	_ = a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"}).Val()                        // want "error: result of the publish is dropped"
	_ = a.publisher.Publish("t")                                                     // want "error: result of the publish is dropped"
	_ = a.bus.Publish(ctx, 1)                                                        // want "error: result of the publish is dropped"
	_, _ = a.sqs.SendMessage(ctx, &sqs.SendMessageInput{})                           // want "error: result of the publish is dropped"
	_ = a.confluent.Produce(&confluent.Message{}, nil)                               // want "error: result of the publish is dropped"
	_ = a.core.Publish("t", nil)                                                     // want "warning: result of the publish is dropped"
}

func (a *all) blankOfTwo(ctx context.Context) (string, error) {
	results := a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"}) // want "error: result of the publish is dropped"
	return results[0].Record.Topic, nil
}

func (a *all) goroutine(ctx context.Context) {
	go a.kafka.WriteMessages(ctx, kafka.Message{Topic: "t"}) // another rule's question
}

func (a *all) deferred(ctx context.Context) {
	defer a.kafka.WriteMessages(ctx, kafka.Message{Topic: "t"}) // want "error: result of the publish is dropped"
}

func (a *all) returned(ctx context.Context) error {
	if err := a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"}).FirstErr(); err != nil {
		return err
	}
	for _, r := range a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"}) {
		if r.Err != nil {
			return r.Err
		}
	}
	if err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"}).Err(); err != nil {
		return err
	}
	if _, err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"}).Result(); err != nil {
		return err
	}
	if _, err := a.pubsub.Publish(ctx, &pubsub.Message{}).Get(ctx); err != nil {
		return err
	}
	_, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{})
	return err
}

// The result itself is the caller's.
func (a *all) handsOn(ctx context.Context) kgo.ProduceResults {
	return a.franz.ProduceSync(ctx, &kgo.Record{Topic: "t"})
}

// The delivery report comes by callback or channel: other rules look at those.
func (a *all) reported(ctx context.Context, reports chan confluent.Event, failed func(error)) error {
	a.franz.Produce(ctx, &kgo.Record{Topic: "t"}, func(_ *kgo.Record, err error) {
		if err != nil {
			failed(err)
		}
	})
	return a.confluent.Produce(&confluent.Message{}, reports)
}

// What is put into a pipeline is sent when that is executed.
func (a *all) pipelined(ctx context.Context) error {
	pipe := a.redis.TxPipeline()
	pipe.XAdd(ctx, &redis.XAddArgs{Stream: "t"})
	_, err := pipe.Exec(ctx)
	return err
}
