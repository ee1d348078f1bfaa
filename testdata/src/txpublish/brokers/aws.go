package brokers

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type awsBroker struct {
	pool        *pgxpool.Pool
	eventbridge *eventbridge.Client
	kinesis     *kinesis.Client
}

func (s *awsBroker) eventbridgeInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		body := string(order)
		_, err := s.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []types.PutEventsRequestEntry{{Detail: &body}}}) // want "error: event"
		return err
	})
}

func (s *awsBroker) eventbridgeAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	body := string(order)
	_, err := s.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []types.PutEventsRequestEntry{{Detail: &body}}})
	return err
}

func (s *awsBroker) kinesisInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		name := "orders"
		_, err := s.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, Data: order}) // want "error: event"
		return err
	})
}

func (s *awsBroker) kinesisAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	name := "orders"
	_, err := s.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, Data: order})
	return err
}

func (s *awsBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}
