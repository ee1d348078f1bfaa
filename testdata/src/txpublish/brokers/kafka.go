// Package brokers publishes to every broker in a transaction, and after one.
package brokers

import (
	"context"

	"github.com/IBM/sarama"
	shopify "github.com/Shopify/sarama"
	confluent1 "github.com/confluentinc/confluent-kafka-go/kafka"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type kafkaBroker struct {
	pool             *pgxpool.Pool
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

func (s *kafkaBroker) franzInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr() // want "error: event"
	})
}

func (s *kafkaBroker) franzAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr()
}

func (s *kafkaBroker) franzPromiseInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		s.franzPromise.Produce(ctx, &kgo.Record{Topic: "orders.v1", Value: order}, func(_ *kgo.Record, err error) { s.failed(err) }) // want "error: event"
		return nil
	})
}

func (s *kafkaBroker) franzPromiseAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	s.franzPromise.Produce(ctx, &kgo.Record{Topic: "orders.v1", Value: order}, func(_ *kgo.Record, err error) { s.failed(err) })
	return nil
}

func (s *kafkaBroker) franzSessionInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.franzSession.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr() // want "error: event"
	})
}

func (s *kafkaBroker) franzSessionAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.franzSession.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr()
}

func (s *kafkaBroker) saramaInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, _, err := s.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}) // want "error: event"
		return err
	})
}

func (s *kafkaBroker) saramaAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, _, err := s.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)})
	return err
}

func (s *kafkaBroker) saramaBatchInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.saramaBatch.SendMessages([]*sarama.ProducerMessage{{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}}) // want "error: event"
	})
}

func (s *kafkaBroker) saramaBatchAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.saramaBatch.SendMessages([]*sarama.ProducerMessage{{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}})
}

func (s *kafkaBroker) saramaAsyncInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		s.saramaAsync.Input() <- &sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)} // want "error: event"
		return nil
	})
}

func (s *kafkaBroker) saramaAsyncAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	s.saramaAsync.Input() <- &sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}
	return nil
}

func (s *kafkaBroker) shopifyInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, _, err := s.shopify.SendMessage(&shopify.ProducerMessage{Topic: "orders.v1", Value: shopify.ByteEncoder(order)}) // want "error: event"
		return err
	})
}

func (s *kafkaBroker) shopifyAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, _, err := s.shopify.SendMessage(&shopify.ProducerMessage{Topic: "orders.v1", Value: shopify.ByteEncoder(order)})
	return err
}

func (s *kafkaBroker) confluentInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.confluent.Produce(&confluent.Message{Value: order}, s.reports) // want "error: event"
	})
}

func (s *kafkaBroker) confluentAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.confluent.Produce(&confluent.Message{Value: order}, s.reports)
}

func (s *kafkaBroker) confluent1Inside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.confluent1.Produce(&confluent1.Message{Value: order}, nil) // want "error: event"
	})
}

func (s *kafkaBroker) confluent1After(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.confluent1.Produce(&confluent1.Message{Value: order}, nil)
}

func (s *kafkaBroker) confluentChannelInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		s.confluentChannel.ProduceChannel() <- &confluent1.Message{Value: order} // want "error: event"
		return nil
	})
}

func (s *kafkaBroker) confluentChannelAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	s.confluentChannel.ProduceChannel() <- &confluent1.Message{Value: order}
	return nil
}

func (s *kafkaBroker) kafkaInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: order}) // want "error: event"
	})
}

func (s *kafkaBroker) kafkaAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: order})
}

func (s *kafkaBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
