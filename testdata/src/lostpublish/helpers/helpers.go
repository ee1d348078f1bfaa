// Package helpers publishes from functions that libraries call, which hand on their errors or drop them.
package helpers

import (
	"context"
	"errors"

	"github.com/alitto/pond/v2"
	retrygo "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	backoff5 "github.com/cenkalti/backoff/v5"
	"github.com/segmentio/kafka-go"
	"github.com/sethvargo/go-retry"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"
)

type service struct {
	kafka *kafka.Writer
	pond  pond.Pool
}

func (s *service) dropped(ctx context.Context) {
	_ = backoff.Retry(func() error { // want "error: result of the publish is dropped"
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	}, backoff.NewExponentialBackOff())
	_ = retrygo.Do(func() error { // want "error: result of the publish is dropped"
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	})
	_, _ = backoff5.Retry(ctx, func() (int, error) { // want "error: result of the publish is dropped"
		return 0, s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	})
	_ = retry.Do(ctx, nil, func(ctx context.Context) error { // want "error: result of the publish is dropped"
		if err := s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}); err != nil {
			return retry.RetryableError(err)
		}
		return nil
	})
	_, _ = backoff.RetryWithData(func() (int, error) { // want "error: result of the publish is dropped"
		if err := s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}); err != nil {
			return 0, backoff.Permanent(err)
		}
		return 1, nil
	}, backoff.NewExponentialBackOff())
}

func (s *service) handedOn(ctx context.Context) error {
	if err := backoff.Retry(func() error {
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	}, backoff.NewExponentialBackOff()); err != nil {
		return err
	}
	if err := retry.Do(ctx, nil, func(ctx context.Context) error {
		if err := s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}); err != nil {
			return retry.RetryableError(err)
		}
		return nil
	}); err != nil {
		return errors.Join(err, ctx.Err())
	}
	_, err := backoff5.Retry(ctx, func() (int, error) {
		return 0, s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	})
	return err
}

func (s *service) waitedFor(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	})
	p := pool.New().WithErrors()
	p.Go(func() error {
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	})
	task := s.pond.SubmitErr(func() error {
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
	})
	return errors.Join(g.Wait(), p.Wait(), task.Wait())
}
