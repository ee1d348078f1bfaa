// Package given has functions that are given the key of what they publish.
package given

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type orderPaid struct {
	OrderID string
	Amount  int
}

type shop struct {
	writer *kafka.Writer
	client *kgo.Client
}

func (s *shop) send(ctx context.Context, topic, key string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Key: []byte(key), Value: body})
}

func (s *shop) empty(ctx context.Context, e orderPaid) error {
	return s.send(ctx, "orders.v1", "", e) // want "warning: message has no partition key"
}

func (s *shop) keyed(ctx context.Context, e orderPaid) error {
	return s.send(ctx, "orders.v1", e.OrderID, e)
}

func (s *shop) record(ctx context.Context, e orderPaid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	r := kgo.SliceRecord(body) // want "warning: message has no partition key"
	r.Topic = "orders.v1"
	return s.client.ProduceSync(ctx, r).FirstErr()
}

func (s *shop) withoutKey(ctx context.Context, e orderPaid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	r := kgo.KeySliceRecord(nil, body) // want "warning: message has no partition key"
	r.Topic = "orders.v1"
	return s.client.ProduceSync(ctx, r).FirstErr()
}

func (s *shop) withKey(ctx context.Context, e orderPaid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	r := kgo.KeySliceRecord([]byte(e.OrderID), body)
	r.Topic = "orders.v1"
	return s.client.ProduceSync(ctx, r).FirstErr()
}

func (s *shop) keyLater(ctx context.Context, e orderPaid) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	r := kgo.SliceRecord(body)
	r.Topic, r.Key = "orders.v1", []byte(e.OrderID)
	return s.client.ProduceSync(ctx, r).FirstErr()
}
