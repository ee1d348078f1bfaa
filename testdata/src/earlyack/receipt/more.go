package receipt

import (
	"context"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/redis/go-redis/v9"
)

func (s *shop) none(js nats.JetStreamContext) error {
	_, err := js.Subscribe("orders", func(m *nats.Msg) { // want "messages are settled as they are received"
		if err := s.save(context.Background(), string(m.Data)); err != nil {
			log.Print(err)
		}
	}, nats.AckNone())
	return err
}

func (s *shop) explicit(js nats.JetStreamContext) error {
	_, err := js.Subscribe("orders", func(m *nats.Msg) {
		if err := s.save(context.Background(), string(m.Data)); err != nil {
			log.Print(err)
			return
		}
		m.Ack()
	}, nats.ManualAck())
	return err
}

func (s *shop) policy(ctx context.Context, js jetstream.JetStream) error {
	c, err := js.CreateOrUpdateConsumer(ctx, "shop", jetstream.ConsumerConfig{Durable: "shop", AckPolicy: jetstream.AckNonePolicy})
	if err != nil {
		return err
	}
	_, err = c.Consume(func(m jetstream.Msg) { // want "messages are settled as they are received"
		if err := s.save(ctx, string(m.Data())); err != nil {
			log.Print(err)
		}
	})
	return err
}

func (s *shop) unread(ctx context.Context, rdb *redis.Client) error {
	for {
		streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "shop", Consumer: "one", Streams: []string{"orders", ">"}, NoAck: true}).Result() // want "messages are settled as they are received"
		if err != nil {
			return err
		}
		for _, m := range streams[0].Messages {
			if err := s.save(ctx, m.ID); err != nil {
				log.Print(err)
			}
		}
	}
}

func (s *shop) acked(ctx context.Context, rdb *redis.Client) error {
	for {
		streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "shop", Consumer: "one", Streams: []string{"orders", ">"}}).Result()
		if err != nil {
			return err
		}
		for _, m := range streams[0].Messages {
			if err := s.save(ctx, m.ID); err != nil {
				return err
			}
			if err := rdb.XAck(ctx, "orders", "shop", m.ID).Err(); err != nil {
				return err
			}
		}
	}
}

func (s *shop) handed(ctx context.Context) error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": "shop"})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(-1) // want "messages are settled as they are received"
		if err != nil {
			return err
		}
		go s.save(ctx, string(m.Value))
	}
}

func (s *shop) inPlace(ctx context.Context) error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": "shop"})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(-1)
		if err != nil {
			return err
		}
		if err := s.save(ctx, string(m.Value)); err != nil {
			return err
		}
	}
}

func (s *shop) stored(ctx context.Context) error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": "shop", "enable.auto.offset.store": false})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(-1)
		if err != nil {
			return err
		}
		go func() {
			if err := s.save(ctx, string(m.Value)); err != nil {
				log.Print(err)
			}
		}()
	}
}

func (s *shop) deletedFirst(ctx context.Context, client *sqs.Client, queue string) error {
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &queue})
		if err != nil {
			return err
		}
		for _, m := range out.Messages {
			if _, err := client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &queue, ReceiptHandle: m.ReceiptHandle}); err != nil { // want "message is settled before the work on it is done"
				return err
			}
			if err := s.save(ctx, *m.Body); err != nil {
				return err
			}
		}
	}
}

func (s *shop) deletedLast(ctx context.Context, client *sqs.Client, queue string) error {
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &queue})
		if err != nil {
			return err
		}
		for _, m := range out.Messages {
			if err := s.save(ctx, *m.Body); err != nil {
				return err
			}
			if _, err := client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &queue, ReceiptHandle: m.ReceiptHandle}); err != nil {
				return err
			}
		}
	}
}
