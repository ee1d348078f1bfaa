package brokers

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

type jobsBroker struct {
	db    *sql.DB
	asynq *asynq.Client
	river *river.Client[pgx.Tx]
}

func (s *jobsBroker) asynqBefore(ctx context.Context, order []byte) error {
	if err := s.asynqAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *jobsBroker) asynqAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", order)) // want "info: event is published after"
	return err
}

func (s *jobsBroker) asynqAlone(ctx context.Context, order []byte) error {
	_, err := s.asynq.EnqueueContext(ctx, asynq.NewTask("orders:placed", order))
	return err
}

func (s *jobsBroker) riverBefore(ctx context.Context, order []byte) error {
	if err := s.riverAlone(ctx, order); err != nil { // want "warning: event is published before"
		return err
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order)
	return err
}

func (s *jobsBroker) riverAfter(ctx context.Context, order []byte) error {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (body) VALUES ($1)", order); err != nil {
		return err
	}
	_, err := s.river.Insert(ctx, placed{order}, nil) // want "info: event is published after"
	return err
}

func (s *jobsBroker) riverAlone(ctx context.Context, order []byte) error {
	_, err := s.river.Insert(ctx, placed{order}, nil)
	return err
}

// placed is the arguments of a job.
type placed struct{ Order []byte }

func (placed) Kind() string { return "placed" }
