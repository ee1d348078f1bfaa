package shapes

import (
	"context"
	"encoding/json"
	"errors"
	"log"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/segmentio/kafka-go"
)

type handler func(ctx context.Context, value []byte) error

type typed[T any] func(ctx context.Context, v T) error

// decode is used by two loops: one of them forgets what fails.
func decode[T any](h typed[T]) handler {
	return func(ctx context.Context, value []byte) error {
		var v T
		if err := json.Unmarshal(value, &v); err != nil {
			log.Print(err)
			return nil
		}
		return h(ctx, v)
	}
}

func lax(ctx context.Context, r *kafka.Reader, h handler) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := h(ctx, m.Value); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func strict(ctx context.Context, r *kafka.Reader, h handler) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := h(ctx, m.Value); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

type stock struct{ ID string }

func (s *shop) shared(ctx context.Context, r *kafka.Reader) error {
	if err := lax(ctx, r, decode(func(ctx context.Context, v stock) error { return s.save(ctx, v.ID) })); err != nil {
		return err
	}
	if err := strict(ctx, r, decode(func(ctx context.Context, v stock) error { return s.save(ctx, v.ID) })); err != nil {
		return err
	}
	return strict(ctx, r, decode(func(ctx context.Context, v stock) error {
		if err := s.save(ctx, v.ID); err != nil { // want "failure to handle the message is dropped"
			log.Print(err)
		}
		return nil
	}))
}

func (s *shop) startCollecting() {
	lambda.Start(s.collects)
}

// collects skips what cannot be decoded; the work of the next record is none for it.
func (s *shop) collects(ctx context.Context, e events.SQSEvent) error {
	var all []error
	for _, r := range e.Records {
		var v stock
		if err := json.Unmarshal([]byte(r.Body), &v); err != nil {
			log.Print(err)
			continue
		}
		if err := s.save(ctx, v.ID); err != nil { // want "failure to handle the message is dropped"
			all = append(all, err)
		}
	}
	if len(all) > 0 {
		log.Print(errors.Join(all...))
	}
	return nil
}
