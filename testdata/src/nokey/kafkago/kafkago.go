// Package kafkago makes messages for kafka-go one by one, in lists and by functions that fill them.
package kafkago

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shipped struct{ OrderID, Carrier string }

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func list(ctx context.Context, w *kafka.Writer, events []shipped) error {
	messages := make([]kafka.Message, 0, len(events))
	for _, e := range events {
		messages = append(messages, kafka.Message{Value: encode(e)}) // want "warning: message has no partition key"
	}
	return w.WriteMessages(ctx, messages...)
}

func keyedList(ctx context.Context, w *kafka.Writer, events []shipped) error {
	messages := make([]kafka.Message, len(events))
	for i, e := range events {
		messages[i] = kafka.Message{Key: []byte(e.OrderID), Value: encode(e)}
	}
	return w.WriteMessages(ctx, messages...)
}

func indexed(ctx context.Context, w *kafka.Writer, events []shipped) error {
	messages := make([]kafka.Message, len(events))
	for i, e := range events {
		messages[i] = kafka.Message{Value: encode(e)} // want "warning: message has no partition key"
	}
	return w.WriteMessages(ctx, messages...)
}

func each(ctx context.Context, w *kafka.Writer, events []shipped) error {
	for _, e := range events {
		if err := w.WriteMessages(ctx, kafka.Message{Value: encode(e)}); err != nil { // want "warning: message has no partition key"
			return err
		}
	}
	return nil
}

func empty(ctx context.Context, w *kafka.Writer, e shipped) error {
	return w.WriteMessages(ctx, kafka.Message{Key: nil, Value: encode(e)}) // want "warning: message has no partition key"
}

// constant sends all to one partition, in order.
func constant(ctx context.Context, w *kafka.Writer, e shipped) error {
	return w.WriteMessages(ctx, kafka.Message{Key: []byte("orders"), Value: encode(e)})
}

// later has no key on one way only.
func later(ctx context.Context, w *kafka.Writer, e shipped, keyed bool) error {
	m := kafka.Message{Value: encode(e)}
	if keyed {
		m.Key = []byte(e.OrderID)
	}
	return w.WriteMessages(ctx, m)
}

// fill gives a message its value.
func fill(m *kafka.Message, e shipped) { m.Value = encode(e) }

// fillAll gives it its key as well.
func fillAll(m *kafka.Message, e shipped) {
	m.Key = []byte(e.OrderID)
	fill(m, e)
}

func filled(ctx context.Context, w *kafka.Writer, e shipped) error {
	var m kafka.Message // want "warning: message has no partition key"
	fill(&m, e)
	return w.WriteMessages(ctx, m)
}

func filledAll(ctx context.Context, w *kafka.Writer, e shipped) error {
	var m kafka.Message
	fillAll(&m, e)
	return w.WriteMessages(ctx, m)
}

func message(e shipped) kafka.Message {
	return kafka.Message{Value: encode(e)} // want "warning: message has no partition key"
}

func made(ctx context.Context, w *kafka.Writer, e shipped) error {
	return w.WriteMessages(ctx, message(e))
}

// failed is what is put aside.
type failed struct {
	OrderID string
	Reason  string
	Body    []byte
}

// deadLetter keeps a message that cannot be worked on: in which order it lies there does not matter.
func deadLetter(ctx context.Context, w *kafka.Writer, m kafka.Message, orderID string, cause error) error {
	return w.WriteMessages(ctx, kafka.Message{Topic: "orders.failed", Value: encode(failed{orderID, cause.Error(), m.Value})})
}
