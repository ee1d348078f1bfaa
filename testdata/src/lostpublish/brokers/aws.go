package brokers

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
)

type awsBroker struct {
	eventbridge *eventbridge.Client
	kinesis     *kinesis.Client
}

func (s *awsBroker) eventbridgeDropped(ctx context.Context, order []byte) {
	body := string(order)
	_, _ = s.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []types.PutEventsRequestEntry{{Detail: &body}}}) // want "error: result of the publish is dropped"
}

func (s *awsBroker) eventbridgeReturned(ctx context.Context, order []byte) error {
	body := string(order)
	_, err := s.eventbridge.PutEvents(ctx, &eventbridge.PutEventsInput{Entries: []types.PutEventsRequestEntry{{Detail: &body}}})
	return err
}

func (s *awsBroker) kinesisDropped(ctx context.Context, order []byte) {
	name := "orders"
	_, _ = s.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, Data: order}) // want "error: result of the publish is dropped"
}

func (s *awsBroker) kinesisReturned(ctx context.Context, order []byte) error {
	name := "orders"
	_, err := s.kinesis.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &name, Data: order})
	return err
}
