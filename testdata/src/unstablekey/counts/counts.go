// Package counts publishes under the count of a loop.
package counts

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type moved struct{ SKU, To string }

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func ranged(ctx context.Context, w *kafka.Writer, events []moved) error {
	for i, e := range events {
		if err := w.WriteMessages(ctx, kafka.Message{Key: []byte(strconv.Itoa(i)), Value: encode(e)}); err != nil { // want "error: partition key is the count of a loop, so events of one thing lose their order"
			return err
		}
	}
	return nil
}

func counted(ctx context.Context, cl *kgo.Client, e moved) error {
	for i := 0; i < 3; i++ {
		record := &kgo.Record{Key: fmt.Appendf(nil, "key-%d", i), Value: encode(e)}
		if err := cl.ProduceSync(ctx, record).FirstErr(); err != nil { // want "error: partition key is the count of a loop"
			return err
		}
	}
	return nil
}

func listed(ctx context.Context, w *kafka.Writer, events []moved) error {
	var messages []kafka.Message
	for i, e := range events {
		messages = append(messages, kafka.Message{Key: []byte(fmt.Sprint(i)), Value: encode(e)})
	}
	return w.WriteMessages(ctx, messages...) // want "error: partition key is the count of a loop"
}

// samples have the count as their ids.
func samples(ctx context.Context, w *kafka.Writer) error {
	for i := range 10 {
		id := fmt.Sprintf("sku-%d", i)
		if err := w.WriteMessages(ctx, kafka.Message{Key: []byte(id), Value: encode(moved{SKU: id})}); err != nil {
			return err
		}
	}
	return nil
}

// joined is the same for the same parts.
func joined(ctx context.Context, p pulsar.Producer, parts []string, e moved) error {
	key := ""
	for _, part := range parts {
		key += part
	}
	_, err := p.Send(ctx, &pulsar.ProducerMessage{Key: key, Payload: encode(e)})
	return err
}

// entry is of the list that is counted.
func entry(ctx context.Context, p pulsar.Producer, keys []string, e moved) error {
	for i := range keys {
		if _, err := p.Send(ctx, &pulsar.ProducerMessage{Key: keys[i], Payload: encode(e)}); err != nil {
			return err
		}
	}
	return nil
}

// few spreads a topic over four keys on purpose.
func few(ctx context.Context, p pulsar.Producer, events []moved) error {
	for i, e := range events {
		if _, err := p.Send(ctx, &pulsar.ProducerMessage{Key: strconv.Itoa(i % 4), Payload: encode(e)}); err != nil {
			return err
		}
	}
	return nil
}
