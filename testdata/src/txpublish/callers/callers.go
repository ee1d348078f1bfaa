// Package callers publishes from functions that libraries call.
package callers

import (
	"context"
	"sync"
	"time"

	retrygo "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	backoff5 "github.com/cenkalti/backoff/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/panjf2000/ants/v2"
	"github.com/robfig/cron/v3"
	"github.com/samber/lo"
	"github.com/segmentio/kafka-go"
	"github.com/sethvargo/go-retry"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"
)

type service struct {
	pool  *pgxpool.Pool
	kafka *kafka.Writer
	ants  *ants.Pool
	cron  *cron.Cron
}

func (s *service) publish(ctx context.Context) error {
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}

func (s *service) backoff(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return backoff.Retry(func() error { return s.publish(ctx) }, backoff.NewExponentialBackOff()) // want "error: event"
	})
}

func (s *service) backoff5(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := backoff5.Retry(ctx, func() (int, error) { return 0, s.publish(ctx) }) // want "error: event"
		return err
	})
}

func (s *service) retryGo(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return retrygo.Do(func() error { return s.publish(ctx) }) // want "error: event"
	})
}

func (s *service) goRetry(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return retry.Do(ctx, nil, s.publish) // want "error: event"
	})
}

func (s *service) concurrent(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		g, ctx := errgroup.WithContext(ctx)
		g.Go(func() error {
			return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}) // want "error: event"
		})
		p := pool.New().WithErrors()
		p.Go(func() error {
			return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}) // want "error: event"
		})
		if err := s.ants.Submit(func() {
			_ = s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}) // want "error: event"
		}); err != nil {
			return err
		}
		time.AfterFunc(time.Second, func() {
			_ = s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}) // want "error: event"
		})
		if err := p.Wait(); err != nil {
			return err
		}
		return g.Wait()
	})
}

func (s *service) once(ctx context.Context) error {
	once := sync.OnceValue(func() error {
		return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"}) // want "error: event"
	})
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return once()
	})
}

func (s *service) each(ctx context.Context, ids []string) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		lo.ForEach(ids, func(id string, _ int) {
			_ = s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: []byte(id)}) // want "error: event"
		})
		return nil
	})
}

// What is scheduled runs later.
func (s *service) scheduled(ctx context.Context) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.cron.AddFunc("@daily", func() {
			_ = s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
		})
		return err
	})
}

func (s *service) retriedAround(ctx context.Context) error {
	if err := backoff.Retry(func() error {
		return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return nil })
	}, backoff.NewExponentialBackOff()); err != nil {
		return err
	}
	return s.kafka.WriteMessages(ctx, kafka.Message{Topic: "orders.v1"})
}
