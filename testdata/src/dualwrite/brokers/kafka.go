// Package brokers publishes to every broker before and after a write. Alone, there is nothing that could disagree.
package brokers

import (
	"context"
	"database/sql"

	"github.com/IBM/sarama"
	shopify "github.com/Shopify/sarama"
	confluent1 "github.com/confluentinc/confluent-kafka-go/kafka"
	confluent "github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type kafkaBroker struct {
	db               *sql.DB
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

func (s *kafkaBroker) franzBefore(ctx context.Context, order []byte) error {
	if err := s.franzAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) franzAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr() // want "info: event is published after"
}

func (s *kafkaBroker) franzAlone(ctx context.Context, order []byte) error {
	return s.franz.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr()
}

func (s *kafkaBroker) franzPromiseBefore(ctx context.Context, order []byte) error {
	if err := s.franzPromiseAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) franzPromiseAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	s.franzPromise.Produce(ctx, &kgo.Record{Topic: "orders.v1", Value: order}, func(_ *kgo.Record, err error) { s.failed(err) }) // want "info: event is published after"
	return nil
}

func (s *kafkaBroker) franzPromiseAlone(ctx context.Context, order []byte) error {
	s.franzPromise.Produce(ctx, &kgo.Record{Topic: "orders.v1", Value: order}, func(_ *kgo.Record, err error) { s.failed(err) })
	return nil
}

func (s *kafkaBroker) franzSessionBefore(ctx context.Context, order []byte) error {
	if err := s.franzSessionAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) franzSessionAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.franzSession.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr() // want "info: event is published after"
}

func (s *kafkaBroker) franzSessionAlone(ctx context.Context, order []byte) error {
	return s.franzSession.ProduceSync(ctx, &kgo.Record{Topic: "orders.v1", Value: order}).FirstErr()
}

func (s *kafkaBroker) saramaBefore(ctx context.Context, order []byte) error {
	if err := s.saramaAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) saramaAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, _, err := s.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}) // want "info: event is published after"
	return err
}

func (s *kafkaBroker) saramaAlone(ctx context.Context, order []byte) error {
	_, _, err := s.sarama.SendMessage(&sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)})
	return err
}

func (s *kafkaBroker) saramaBatchBefore(ctx context.Context, order []byte) error {
	if err := s.saramaBatchAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) saramaBatchAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.saramaBatch.SendMessages([]*sarama.ProducerMessage{{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}}) // want "info: event is published after"
}

func (s *kafkaBroker) saramaBatchAlone(ctx context.Context, order []byte) error {
	return s.saramaBatch.SendMessages([]*sarama.ProducerMessage{{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}})
}

func (s *kafkaBroker) saramaAsyncBefore(ctx context.Context, order []byte) error {
	if err := s.saramaAsyncAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) saramaAsyncAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	s.saramaAsync.Input() <- &sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)} // want "info: event is published after"
	return nil
}

func (s *kafkaBroker) saramaAsyncAlone(ctx context.Context, order []byte) error {
	s.saramaAsync.Input() <- &sarama.ProducerMessage{Topic: "orders.v1", Value: sarama.ByteEncoder(order)}
	return nil
}

func (s *kafkaBroker) shopifyBefore(ctx context.Context, order []byte) error {
	if err := s.shopifyAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) shopifyAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, _, err := s.shopify.SendMessage(&shopify.ProducerMessage{Topic: "orders.v1", Value: shopify.ByteEncoder(order)}) // want "info: event is published after"
	return err
}

func (s *kafkaBroker) shopifyAlone(ctx context.Context, order []byte) error {
	_, _, err := s.shopify.SendMessage(&shopify.ProducerMessage{Topic: "orders.v1", Value: shopify.ByteEncoder(order)})
	return err
}

func (s *kafkaBroker) confluentBefore(ctx context.Context, order []byte) error {
	if err := s.confluentAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) confluentAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.confluent.Produce(&confluent.Message{Value: order}, s.reports) // want "info: event is published after"
}

func (s *kafkaBroker) confluentAlone(ctx context.Context, order []byte) error {
	return s.confluent.Produce(&confluent.Message{Value: order}, s.reports)
}

func (s *kafkaBroker) confluent1Before(ctx context.Context, order []byte) error {
	if err := s.confluent1Alone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) confluent1After(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.confluent1.Produce(&confluent1.Message{Value: order}, nil) // want "info: event is published after"
}

func (s *kafkaBroker) confluent1Alone(ctx context.Context, order []byte) error {
	return s.confluent1.Produce(&confluent1.Message{Value: order}, nil)
}

func (s *kafkaBroker) confluentChannelBefore(ctx context.Context, order []byte) error {
	if err := s.confluentChannelAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) confluentChannelAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	s.confluentChannel.ProduceChannel() <- &confluent1.Message{Value: order} // want "info: event is published after"
	return nil
}

func (s *kafkaBroker) confluentChannelAlone(ctx context.Context, order []byte) error {
	s.confluentChannel.ProduceChannel() <- &confluent1.Message{Value: order}
	return nil
}

func (s *kafkaBroker) kafkaBefore(ctx context.Context, order []byte) error {
	if err := s.kafkaAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *kafkaBroker) kafkaAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: order}) // want "info: event is published after"
}

func (s *kafkaBroker) kafkaAlone(ctx context.Context, order []byte) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: order})
}
