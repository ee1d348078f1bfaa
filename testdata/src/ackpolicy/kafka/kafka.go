// Package kafka holds consumers whose client commits by itself, or never.
package kafka

import (
	"context"
	"time"

	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func handle([]byte) error { return nil }

type handler struct{}

func (handler) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (handler) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (handler) ConsumeClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error {
	for m := range c.Messages() {
		if handle(m.Value) == nil {
			s.MarkMessage(m, "")
		}
	}
	return nil
}

func group(ctx context.Context) error {
	config := sarama.NewConfig()
	config.Consumer.Offsets.AutoCommit.Enable = false // want "error: marks are never committed \\(AutoCommit.Enable\\), so a restart repeats all messages"
	g, err := sarama.NewConsumerGroup([]string{"kafka:9092"}, "billing", config)
	if err != nil {
		return err
	}
	return g.Consume(ctx, []string{"orders"}, handler{})
}

type marking struct{ handler }

func (marking) ConsumeClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error {
	for m := range c.Messages() {
		if handle(m.Value) == nil {
			s.MarkMessage(m, "")
		}
	}
	return nil
}

func groupMarks(ctx context.Context) error {
	g, err := sarama.NewConsumerGroup([]string{"kafka:9092"}, "shipping", sarama.NewConfig())
	if err != nil {
		return err
	}
	return g.Consume(ctx, []string{"orders"}, marking{})
}

// What was handed over is committed, whether it was handled or not.
func commits() error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"bootstrap.servers": "kafka:9092", "group.id": "billing"}) // want "warning: offsets are committed on delivery \\(enable.auto.commit is not set\\), whatever CommitMessage does"
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			return err
		}
		if handle(m.Value) == nil {
			_, _ = c.CommitMessage(m)
		}
	}
}

func commitsByHand() error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": "billing", "enable.auto.commit": false})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			return err
		}
		if handle(m.Value) == nil {
			_, _ = c.CommitMessage(m)
		}
	}
}

func stores() error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": "billing"}) // want "offsets are stored on delivery \\(enable.auto.offset.store is not set\\), so StoreMessage is refused"
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			return err
		}
		if handle(m.Value) == nil {
			_, _ = c.StoreMessage(m)
		}
	}
}

func storesByHand() error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"group.id": "billing", "enable.auto.offset.store": false})
	if err != nil {
		return err
	}
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			return err
		}
		if handle(m.Value) == nil {
			_, _ = c.StoreMessage(m)
		}
	}
}

func franz(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.ConsumerGroup("billing"), kgo.ConsumeTopics("orders")) // want "offsets are committed by the next poll \\(autocommit is not set\\), so MarkCommitRecords does nothing"
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			if handle(r.Value) == nil {
				cl.MarkCommitRecords(r)
			}
		})
	}
	return nil
}

func franzMarks(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.ConsumerGroup("billing"), kgo.ConsumeTopics("orders"), kgo.AutoCommitMarks())
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			if handle(r.Value) == nil {
				cl.MarkCommitRecords(r)
			}
		})
	}
	return nil
}

// Committed twice, which harms nobody.
func kafkaGo(ctx context.Context, r *kafkago.Reader) error {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		_ = handle(m.Value)
		_ = r.CommitMessages(ctx, m)
	}
}
