package brokers

import (
	"context"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

type jobsBroker struct {
	pool  *pgxpool.Pool
	asynq *asynq.Client
	river *river.Client[pgx.Tx]
}

func (s *jobsBroker) asynqInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", order)) // want "error: event"
		return err
	})
}

func (s *jobsBroker) asynqAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", order))
	return err
}

func (s *jobsBroker) riverInside(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := s.river.Insert(ctx, placed{order}, nil) // want "error: event is published before the transaction commits"
		return err
	})
}

func (s *jobsBroker) riverAfter(ctx context.Context, order []byte) error {
	if err := s.store(ctx, order); err != nil {
		return err
	}
	_, err := s.river.Insert(ctx, placed{order}, nil)
	return err
}

func (s *jobsBroker) store(ctx context.Context, order []byte) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
		return err
	})
}

// placed is the arguments of a job.
type placed struct{ Order []byte }

func (placed) Kind() string { return "placed" }
