// Package stream wraps a Kafka client.
package stream

import (
	"context"
	"log"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Stream publishes and forgets to flush.
type Stream struct{ client *kgo.Client }

func New(brokers ...string) (*Stream, error) {
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...))
	if err != nil {
		return nil, err
	}
	return &Stream{client}, nil
}

func (s *Stream) Publish(ctx context.Context, topic string, event []byte) {
	s.client.Produce(ctx, &kgo.Record{Topic: topic, Value: event}, func(_ *kgo.Record, err error) {
		if err != nil {
			log.Print(err)
		}
	})
}

func (s *Stream) Close() { s.client.Close() } // want "closed without a flush"

// Careful flushes before it closes.
type Careful struct{ client *kgo.Client }

func NewCareful(client *kgo.Client) *Careful { return &Careful{client} }

func (s *Careful) Publish(ctx context.Context, topic string, event []byte) {
	s.client.Produce(ctx, &kgo.Record{Topic: topic, Value: event}, nil)
}

func (s *Careful) Close(ctx context.Context) error {
	defer s.client.Close()
	return s.client.Flush(ctx)
}

// Waiting waits for each record.
type Waiting struct{ client *kgo.Client }

func (s *Waiting) Publish(ctx context.Context, topic string, events [][]byte) error {
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		first error
	)
	for _, e := range events {
		group.Add(1)
		s.client.Produce(ctx, &kgo.Record{Topic: topic, Value: e}, func(_ *kgo.Record, err error) {
			defer group.Done()
			mu.Lock()
			defer mu.Unlock()
			if first == nil {
				first = err
			}
		})
	}
	group.Wait()
	return first
}

func (s *Waiting) Close() { s.client.Close() }

// Sure waits too: ProduceSync does.
type Sure struct{ client *kgo.Client }

func (s *Sure) Publish(ctx context.Context, topic string, event []byte) error {
	return s.client.ProduceSync(ctx, &kgo.Record{Topic: topic, Value: event}).FirstErr()
}

func (s *Sure) Close() { s.client.Close() }

// Batching flushes each batch.
type Batching struct{ client *kgo.Client }

func (s *Batching) Publish(ctx context.Context, topic string, events [][]byte) error {
	for _, e := range events {
		s.client.Produce(ctx, &kgo.Record{Topic: topic, Value: e}, nil)
	}
	return s.client.Flush(ctx)
}

func (s *Batching) Close() { s.client.Close() }
