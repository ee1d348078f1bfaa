package brokers

import (
	"context"
	"database/sql"

	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
)

type awsBroker struct {
	db          *sql.DB
	eventbridge *eventbridge.Client
	kinesis     *kinesis.Client
}

func (s *awsBroker) eventbridgeBefore(ctx context.Context, order []byte) error {
	if err := s.eventbridgeAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *awsBroker) eventbridgeAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	body := string(order)
	_, err := s.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []types.PutEventsRequestEntry{{Detail: &body}}}) // want "info: event is published after"
	return err
}

func (s *awsBroker) eventbridgeAlone(ctx context.Context, order []byte) error {
	body := string(order)
	_, err := s.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []types.PutEventsRequestEntry{{Detail: &body}}})
	return err
}

func (s *awsBroker) kinesisBefore(ctx context.Context, order []byte) error {
	if err := s.kinesisAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *awsBroker) kinesisAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	name := "orders"
	_, err := s.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, Data: order}) // want "info: event is published after"
	return err
}

func (s *awsBroker) kinesisAlone(ctx context.Context, order []byte) error {
	name := "orders"
	_, err := s.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, Data: order})
	return err
}
