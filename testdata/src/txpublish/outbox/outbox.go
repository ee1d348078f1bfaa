// Package outbox publishes rightly inside transactions.
package outbox

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill"
	wsql "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/components/forwarder"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/segmentio/kafka-go"

	"txpublish/uow"
)

// traced decorates a publisher.
type traced struct{ message.Publisher }

func (t traced) Publish(topic string, msgs ...*message.Message) error {
	return t.Publisher.Publish(topic, msgs...)
}

func newOutbox(tx wsql.ContextExecutor, logger watermill.LoggerAdapter) (message.Publisher, error) {
	pub, err := wsql.NewPublisher(tx, wsql.PublisherConfig{}, logger)
	if err != nil {
		return nil, err
	}
	return traced{forwarder.NewPublisher(traced{pub}, forwarder.PublisherConfig{})}, nil
}

func newBus(pub message.Publisher) (*cqrs.EventBus, error) {
	return cqrs.NewEventBusWithConfig(pub, cqrs.EventBusConfig{})
}

type service struct {
	unit   *uow.Unit
	broker *cqrs.EventBus
	local  message.Publisher
	pool   *pgxpool.Pool
	writer *kafka.Writer
}

func newService(u *uow.Unit, broker message.Publisher, logger watermill.LoggerAdapter) (*service, error) {
	b, err := newBus(broker)
	if err != nil {
		return nil, err
	}
	return &service{unit: u, broker: b, local: gochannel.NewGoChannel(gochannel.Config{}, logger)}, nil
}

// stored goes through a publisher that was built on the transaction, and through a bus of the same type as the broker's.
func (s *service) stored(ctx context.Context, tx wsql.ContextExecutor, logger watermill.LoggerAdapter) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		pub, err := newOutbox(tx, logger)
		if err != nil {
			return err
		}
		b, err := newBus(pub)
		if err != nil {
			return err
		}
		return b.Publish(ctx, "event")
	})
}

func (s *service) direct(ctx context.Context) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		return s.broker.Publish(ctx, "event") // want "error: event is published before"
	})
}

func (s *service) inProcess(ctx context.Context) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		return s.local.Publish("topic", message.NewMessage("1", nil))
	})
}

// relay forwards what is in the outbox: it publishes while it holds the rows.
func (s *service) relay(ctx context.Context) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	rows, err := tx.Query(ctx, "SELECT id, topic, payload FROM outbox WHERE sent_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 100")
	if err != nil {
		return err
	}
	for rows.Next() {
		var id, topic string
		var payload []byte
		if err := rows.Scan(&id, &topic, &payload); err != nil {
			return err
		}
		if err := s.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: payload}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE outbox SET sent_at = now() WHERE id = $1", id); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

// publishAll is given its publisher: which one, the caller knows.
func publishAll(pub message.Publisher, n int) error {
	for range n {
		if err := pub.Publish("topic", message.NewMessage("1", nil)); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) givenOutbox(ctx context.Context, tx *sql.Tx, exec wsql.ContextExecutor, logger watermill.LoggerAdapter) error {
	pub, err := newOutbox(exec, logger)
	if err != nil {
		return err
	}
	return publishAll(pub, 3)
}

func (s *service) givenBroker(ctx context.Context, pub message.Publisher) error {
	return s.unit.WithTx(ctx, func(ctx context.Context) error {
		return publishAll(pub, 3) // want "error: event is published before"
	})
}
