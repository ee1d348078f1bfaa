// Package libraries publishes with clients that go on after the call, and in goroutines with those that look at the context.
package libraries

import (
	"context"
	"log"
	"net/http"
	"time"

	"cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
	"github.com/twmb/franz-go/pkg/kgo"

	"asyncctx/notify"
)

type all struct {
	franz     *kgo.Client
	pulsar    pulsar.Producer
	sqs       *sqs.Client
	js        jetstream.JetStream
	redis     *redis.Client
	amqp      *amqp091.Channel
	pubsub    *pubsub.Publisher
	sarama    sarama.SyncProducer
	publisher message.Publisher
	n         *notify.Notifier
}

func report(_ *kgo.Record, err error) {
	if err != nil {
		log.Print(err)
	}
}

func (a *all) franzDeferred(ctx context.Context, r *kgo.Record) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	a.franz.Produce(ctx, r, report) // want "error: context is cancelled when the function returns"
}

func (a *all) franzRequest(_ http.ResponseWriter, req *http.Request, r *kgo.Record) {
	a.franz.Produce(req.Context(), r, report) // want "error: context ends with the request"
}

func (a *all) franzThroughWrapper(req *http.Request) {
	a.n.Queue(req.Context(), "t") // want "error: context ends with the request"
}

func (a *all) franzCancelledByPromise(ctx context.Context, r *kgo.Record) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	a.franz.Produce(ctx, r, func(r *kgo.Record, err error) {
		defer cancel()
		report(r, err)
	})
}

func (a *all) franzCaller(ctx context.Context, r *kgo.Record) { a.franz.Produce(ctx, r, report) }

func (a *all) franzFlushed(ctx context.Context, rs []*kgo.Record) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	for _, r := range rs {
		a.franz.Produce(ctx, r, report)
	}
	return a.franz.Flush(ctx)
}

func (a *all) franzWaits(req *http.Request, r *kgo.Record) error {
	errs := make(chan error, 1)
	a.franz.Produce(req.Context(), r, func(_ *kgo.Record, err error) { errs <- err })
	return <-errs
}

func (a *all) franzSync(req *http.Request, r *kgo.Record) error {
	return a.franz.ProduceSync(req.Context(), r).FirstErr()
}

func (a *all) aside(_ http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		if _, err := a.pulsar.Send(ctx, &pulsar.ProducerMessage{}); err != nil { // want "error: context ends with the request"
			log.Print(err)
		}
		if _, err := a.sqs.SendMessage(ctx, &sqs.SendMessageInput{}); err != nil { // want "error: context ends with the request"
			log.Print(err)
		}
		if _, err := a.js.Publish(ctx, "t", nil); err != nil { // want "error: context ends with the request"
			log.Print(err)
		}
		if err := a.redis.XAdd(ctx, &redis.XAddArgs{Stream: "t"}).Err(); err != nil { // want "error: context ends with the request"
			log.Print(err)
		}
	}()
}

// These do not look at the context, or have none.
func (a *all) ignored(_ http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		if err := a.amqp.PublishWithContext(ctx, "x", "k", false, false, amqp091.Publishing{}); err != nil {
			log.Print(err)
		}
		if _, err := a.pubsub.Publish(ctx, &pubsub.Message{}).Get(context.Background()); err != nil {
			log.Print(err)
		}
		if _, _, err := a.sarama.SendMessage(&sarama.ProducerMessage{}); err != nil {
			log.Print(err)
		}
		if err := a.publisher.Publish("t", message.NewMessage("1", nil)); err != nil {
			log.Print(err)
		}
	}()
}
