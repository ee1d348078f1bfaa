package brokers

import (
	"context"

	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type pulsarBroker struct {
	pool   *pgxpool.Pool
	pulsar pulsar.Producer
	failed func(error)
}

func (s *pulsarBroker) inside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.pulsar.Send(ctx, &pulsar.ProducerMessage{Payload: order}) // want "error: event"
		return err
	})
}

func (s *pulsarBroker) asyncInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		s.pulsar.SendAsync(ctx, &pulsar.ProducerMessage{Payload: order}, func(_ pulsar.MessageID, _ *pulsar.ProducerMessage, err error) { s.failed(err) }) // want "error: event"
		return nil
	})
}

func (s *pulsarBroker) after(ctx context.Context, order []byte) error {
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.pulsar.Send(ctx, &pulsar.ProducerMessage{Payload: order})
	return err
}
