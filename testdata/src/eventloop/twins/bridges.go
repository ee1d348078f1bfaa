package twins

import (
	"github.com/ThreeDotsLabs/watermill"
	watermillkafka "github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	watermillsql "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/message"
)

// From a database to a broker, behind the same interfaces.
func forward(r *message.Router, db watermillsql.Beginner, logger watermill.LoggerAdapter) error {
	sub, err := watermillsql.NewSubscriber(db, watermillsql.SubscriberConfig{}, logger)
	if err != nil {
		return err
	}
	pub, err := watermillkafka.NewPublisher(watermillkafka.PublisherConfig{}, logger)
	if err != nil {
		return err
	}
	r.AddHandler("forward", "events", sub, "events", pub, func(m *message.Message) ([]*message.Message, error) {
		return []*message.Message{m}, nil
	})
	return nil
}
