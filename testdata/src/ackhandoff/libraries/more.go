package libraries

import (
	"context"

	"github.com/alitto/pond/v2"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/nats-io/nats.go/jetstream"
)

func (s *shop) start(pool pond.Pool) {
	lambda.Start(s.records)
	lambda.Start(s.wait)
	lambda.Start(func(ctx context.Context, batch events.SQSEvent) error {
		for _, r := range batch.Records {
			pool.Submit(func() { s.store(context.Background(), r.Body) }) // want "handler hands the message to another goroutine"
		}
		return nil
	})
}

func (s *shop) records(ctx context.Context, batch events.SQSEvent) error {
	for _, r := range batch.Records {
		go s.store(context.Background(), r.Body) // want "handler hands the message to another goroutine"
	}
	return nil
}

func (s *shop) wait(ctx context.Context, batch events.SQSEvent) error {
	for _, r := range batch.Records {
		done := make(chan struct{})
		go func() {
			defer close(done)
			s.store(ctx, r.Body)
		}()
		<-done
	}
	return nil
}

// pulled has each message settled by whoever works on it.
func (s *shop) pulled(c jetstream.Consumer) error {
	_, err := c.Consume(func(m jetstream.Msg) {
		go func() {
			if err := s.save(context.Background(), string(m.Data())); err != nil {
				m.Nak()
				return
			}
			m.Ack()
		}()
	})
	return err
}
