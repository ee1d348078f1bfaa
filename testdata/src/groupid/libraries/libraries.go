// Package libraries holds groups, durables and subscriptions of several libraries.
package libraries

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"time"

	"cloud.google.com/go/pubsub"
	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/redis/go-redis/v9"
	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type store struct{ db *sql.DB }

func (s *store) save(ctx context.Context, body []byte) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", body)
	return err
}

type handler struct{ store *store }

func (*handler) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (*handler) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (h *handler) ConsumeClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error {
	for m := range c.Messages() {
		if h.store.save(context.Background(), m.Value) == nil {
			s.MarkMessage(m, "")
		}
	}
	return nil
}

func saramaTime(ctx context.Context, s *store) error {
	g, err := sarama.NewConsumerGroup([]string{"kafka:9092"}, fmt.Sprintf("orders-%d", time.Now().Unix()), sarama.NewConfig()) // want "the group is new at each start \\(sarama.NewConsumerGroup\\)"
	if err != nil {
		return err
	}
	return g.Consume(ctx, []string{"orders"}, &handler{s})
}

func saramaDefault(ctx context.Context, s *store) error {
	g, err := sarama.NewConsumerGroup([]string{"kafka:9092"}, "orders", sarama.NewConfig()) // want "info: no start position \\(Offsets.Initial is not set\\), so a new group skips what is there already"
	if err != nil {
		return err
	}
	return g.Consume(ctx, []string{"orders"}, &handler{s})
}

func saramaOldest(ctx context.Context, s *store) error {
	config := sarama.NewConfig()
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	g, err := sarama.NewConsumerGroup([]string{"kafka:9092"}, "orders", config)
	if err != nil {
		return err
	}
	return g.Consume(ctx, []string{"orders"}, &handler{s})
}

func confluent(ctx context.Context, s *store) error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{
		"bootstrap.servers": "kafka:9092",
		"group.id":          "orders-" + strconv.Itoa(os.Getpid()), // want "the group is new at each start \\(group.id\\)"
		"auto.offset.reset": "earliest",
	})
	if err != nil {
		return err
	}
	return poll(ctx, c, s)
}

func confluentNamed(ctx context.Context, s *store) error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": os.Getenv("GROUP"), "auto.offset.reset": "earliest"})
	if err != nil {
		return err
	}
	return poll(ctx, c, s)
}

func poll(ctx context.Context, c *kafka.Consumer, s *store) error {
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			return err
		}
		_ = s.save(ctx, m.Value)
	}
}

func franz(ctx context.Context, s *store) error {
	cl, err := kgo.NewClient(kgo.ConsumeTopics("orders"), kgo.ConsumerGroup(uuid.NewString())) // want "the group is new at each start \\(kgo.ConsumerGroup\\)"
	if err != nil {
		return err
	}
	cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) { _ = s.save(ctx, r.Value) })
	return nil
}

// Each instance tells its own browsers.
func broadcast(ctx context.Context, browsers chan<- []byte) error {
	cl, err := kgo.NewClient(kgo.ConsumeTopics("orders"), kgo.ConsumerGroup(uuid.NewString()))
	if err != nil {
		return err
	}
	cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) { browsers <- r.Value })
	return nil
}

// The name of the host stays where a stateful set gives it.
func host(ctx context.Context, s *store) error {
	name, err := os.Hostname()
	if err != nil {
		return err
	}
	cl, err := kgo.NewClient(kgo.ConsumeTopics("orders"), kgo.ConsumerGroup("orders-"+name))
	if err != nil {
		return err
	}
	cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) { _ = s.save(ctx, r.Value) })
	return nil
}

func noGroup(ctx context.Context, s *store) error {
	r := kafkago.NewReader(kafkago.ReaderConfig{Brokers: []string{"kafka:9092"}, Topic: "orders"}) // want "error: CommitMessages fails \\(GroupID is not set\\), because only a group has offsets to commit"
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		_ = s.save(ctx, m.Value)
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

// A partition is read from its beginning on purpose.
func partition(ctx context.Context, s *store) error {
	r := kafkago.NewReader(kafkago.ReaderConfig{Topic: "orders", Partition: 3})
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		_ = s.save(ctx, m.Value)
	}
}

func ephemeral(js nats.JetStreamContext, s *store) (*nats.Subscription, error) {
	return js.Subscribe("orders.*", func(m *nats.Msg) { _ = s.save(context.Background(), m.Data) }) // want "warning: the consumer has no durable name, so a restart skips or repeats messages"
}

func durable(js nats.JetStreamContext, s *store) (*nats.Subscription, error) {
	return js.Subscribe("orders.*", func(m *nats.Msg) { _ = s.save(context.Background(), m.Data) }, nats.Durable("orders"))
}

// A view in memory is built anew at each start.
func view(js nats.JetStreamContext, seen map[string][]byte) (*nats.Subscription, error) {
	return js.Subscribe("orders.*", func(m *nats.Msg) { seen[m.Subject] = m.Data })
}

func freshDurable(ctx context.Context, js jetstream.JetStream) (jetstream.Consumer, error) {
	return js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{
		Durable: "orders-" + uuid.NewString(), // want "warning: the subscription is new at each start \\(Durable\\), so the old ones pile up"
	})
}

func expiring(ctx context.Context, js jetstream.JetStream) (jetstream.Consumer, error) {
	return js.CreateOrUpdateConsumer(ctx, "ORDERS", jetstream.ConsumerConfig{Durable: "orders-" + uuid.NewString(), InactiveThreshold: time.Minute})
}

func pulsarFresh(client pulsar.Client) (pulsar.Consumer, error) {
	return client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: uuid.NewString()}) // want "the subscription is new at each start \\(SubscriptionName\\)"
}

func pulsarBroadcast(client pulsar.Client) (pulsar.Consumer, error) {
	return client.Subscribe(pulsar.ConsumerOptions{Topic: "orders", SubscriptionName: uuid.NewString(), SubscriptionMode: pulsar.NonDurable})
}

func google(ctx context.Context, client *pubsub.Client, topic *pubsub.Topic) (*pubsub.Subscription, error) {
	return client.CreateSubscription(ctx, "orders-"+uuid.NewString(), pubsub.SubscriptionConfig{Topic: topic}) // want "the subscription is new at each start \\(Client.CreateSubscription\\)"
}

func googleTemporary(ctx context.Context, client *pubsub.Client, topic *pubsub.Topic) error {
	sub, err := client.CreateSubscription(ctx, "orders-"+uuid.NewString(), pubsub.SubscriptionConfig{Topic: topic})
	if err != nil {
		return err
	}
	err = sub.Receive(ctx, func(_ context.Context, m *pubsub.Message) { m.Ack() })
	_ = sub.Delete(ctx)
	return err
}

func googleExpires(ctx context.Context, client *pubsub.Client, topic *pubsub.Topic) (*pubsub.Subscription, error) {
	return client.CreateSubscription(ctx, "orders-"+uuid.NewString(), pubsub.SubscriptionConfig{Topic: topic, ExpirationPolicy: 24 * time.Hour})
}

func member(ctx context.Context, rdb *redis.Client) error {
	_, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "orders", Consumer: uuid.NewString(), Streams: []string{"orders", ">"}}).Result() // want "warning: the consumer's name is new at each start, so what the last one did not ack stays pending"
	return err
}

func memberNamed(ctx context.Context, rdb *redis.Client, name string) error {
	_, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "orders", Consumer: name, Streams: []string{"orders", ">"}}).Result()
	return err
}

func memberWithoutAcks(ctx context.Context, rdb *redis.Client) error {
	_, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "orders", Consumer: uuid.NewString(), Streams: []string{"orders", ">"}, NoAck: true}).Result()
	return err
}

// Who reads a partition by itself says where it begins.
func noPosition(s *store) error {
	c, err := sarama.NewConsumer([]string{"kafka:9092"}, sarama.NewConfig())
	if err != nil {
		return err
	}
	p, err := c.ConsumePartition("orders", 0, sarama.OffsetOldest)
	if err != nil {
		return err
	}
	for m := range p.Messages() {
		_ = s.save(context.Background(), m.Value)
	}
	return nil
}
