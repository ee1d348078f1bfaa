package brokers

import (
	"context"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

type jobsBroker struct {
	asynq *asynq.Client
	river *river.Client[pgx.Tx]
}

func (s *jobsBroker) asynqDropped(ctx context.Context, order []byte) {
	_, _ = s.asynq.Enqueue(asynq.NewTask("orders:placed", order)) // want "error: result of the publish is dropped"
}

func (s *jobsBroker) asynqReturned(ctx context.Context, order []byte) error {
	_, err := s.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", order))
	return err
}

func (s *jobsBroker) riverDropped(ctx context.Context, order []byte) {
	_, _ = s.river.Insert(ctx, placed{order}, nil) // want "error: result of the publish is dropped"
}

func (s *jobsBroker) riverReturned(ctx context.Context, order []byte) error {
	_, err := s.river.Insert(ctx, placed{order}, nil)
	return err
}

// placed is the arguments of a job.
type placed struct{ Order []byte }

func (placed) Kind() string { return "placed" }
