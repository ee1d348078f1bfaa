// Package messaging connects billing to Kafka with Watermill.
package messaging

import (
	"database/sql"
	"fmt"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	wsql "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/components/forwarder"
	"github.com/ThreeDotsLabs/watermill/message"

	"shop.example/shop/internal/billing/events"
)

const outboxTopic = "billing_outbox"

// NewPublisher publishes to Kafka, in order for each key, and waits for all in-sync replicas.
func NewPublisher(brokers []string, logger watermill.LoggerAdapter) (message.Publisher, error) {
	cfg := kafka.DefaultSaramaSyncPublisherConfig()
	cfg.Producer.RequiredAcks = sarama.WaitForAll
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{
		Brokers: brokers,
		Marshaler: kafka.NewWithPartitioningMarshaler(func(_ string, msg *message.Message) (string, error) {
			return msg.Metadata.Get(events.KeyHeader), nil
		}),
		OverwriteSaramaConfig: cfg,
	}, logger)
	if err != nil {
		return nil, fmt.Errorf("connect publisher to kafka: %w", err)
	}
	return pub, nil
}

// NewSubscriber reads from Kafka, in the consumer group of billing.
func NewSubscriber(brokers []string, logger watermill.LoggerAdapter) (message.Subscriber, error) {
	cfg := kafka.DefaultSaramaSubscriberConfig()
	cfg.Consumer.Offsets.Initial = sarama.OffsetOldest
	sub, err := kafka.NewSubscriber(kafka.SubscriberConfig{
		Brokers:               brokers,
		Unmarshaler:           kafka.DefaultMarshaler{},
		ConsumerGroup:         "billing",
		OverwriteSaramaConfig: cfg,
	}, logger)
	if err != nil {
		return nil, fmt.Errorf("connect subscriber to kafka: %w", err)
	}
	return sub, nil
}

// Outbox stores messages in a transaction, for the forwarder. Its tables are made by the migrations.
type Outbox struct{ logger watermill.LoggerAdapter }

// NewOutbox makes an outbox.
func NewOutbox(logger watermill.LoggerAdapter) *Outbox { return &Outbox{logger: logger} }

// In returns a publisher that writes through tx.
func (o *Outbox) In(tx *sql.Tx) (message.Publisher, error) {
	pub, err := wsql.NewPublisher(wsql.TxFromStdSQL(tx), wsql.PublisherConfig{SchemaAdapter: wsql.DefaultPostgreSQLSchema{}}, o.logger)
	if err != nil {
		return nil, fmt.Errorf("outbox in transaction: %w", err)
	}
	return forwarder.NewPublisher(pub, forwarder.PublisherConfig{ForwarderTopic: outboxTopic}), nil
}

// AddForwarder lets the router move messages from the outbox to a publisher.
func AddForwarder(router *message.Router, db *sql.DB, to message.Publisher, logger watermill.LoggerAdapter) error {
	from, err := wsql.NewSubscriber(wsql.BeginnerFromStdSQL(db), wsql.SubscriberConfig{
		ConsumerGroup:  "forwarder",
		SchemaAdapter:  wsql.DefaultPostgreSQLSchema{},
		OffsetsAdapter: wsql.DefaultPostgreSQLOffsetsAdapter{},
	}, logger)
	if err != nil {
		return fmt.Errorf("subscribe to outbox: %w", err)
	}
	_, err = forwarder.NewForwarder(from, to, logger, forwarder.Config{ForwarderTopic: outboxTopic, Router: router})
	if err != nil {
		return fmt.Errorf("forwarder: %w", err)
	}
	return nil
}
