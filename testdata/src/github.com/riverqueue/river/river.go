// Package river stands in for the real library in fixtures.
package river

import (
	"context"
	"time"

	"github.com/riverqueue/river/rivertype"
)

func AddWorker[T JobArgs](workers *Workers, worker Worker[T]) { panic("stub") }

func AddWorkerSafely[T JobArgs](workers *Workers, worker Worker[T]) error { panic("stub") }

type Client[TTx any] struct{}

func (c *Client[TTx]) Insert(ctx context.Context, args JobArgs, opts *InsertOpts) (*rivertype.JobInsertResult, error) {
	panic("stub")
}
func (c *Client[TTx]) InsertMany(ctx context.Context, params []InsertManyParams) ([]*rivertype.JobInsertResult, error) {
	panic("stub")
}
func (c *Client[TTx]) InsertManyTx(ctx context.Context, tx TTx, params []InsertManyParams) ([]*rivertype.JobInsertResult, error) {
	panic("stub")
}
func (c *Client[TTx]) InsertTx(ctx context.Context, tx TTx, args JobArgs, opts *InsertOpts) (*rivertype.JobInsertResult, error) {
	panic("stub")
}

type InsertManyParams struct {
	Args       JobArgs
	InsertOpts *InsertOpts
}

type InsertOpts struct{ Queue string }

type Job[T JobArgs] struct {
	*rivertype.JobRow
	Args T
}

type JobArgs interface{ Kind() string }

func NewWorkers() *Workers { panic("stub") }

func WorkFunc[T JobArgs](f func(context.Context, *Job[T]) error) Worker[T] { panic("stub") }

type Worker[T JobArgs] interface {
	Middleware(job *rivertype.JobRow) []rivertype.WorkerMiddleware
	NextRetry(job *Job[T]) time.Time
	Timeout(job *Job[T]) time.Duration
	Work(ctx context.Context, job *Job[T]) error
}

type WorkerDefaults[T JobArgs] struct{}

func (w WorkerDefaults[T]) Middleware(*rivertype.JobRow) []rivertype.WorkerMiddleware { panic("stub") }
func (w WorkerDefaults[T]) NextRetry(*Job[T]) time.Time                               { panic("stub") }
func (w WorkerDefaults[T]) Timeout(*Job[T]) time.Duration                             { panic("stub") }

type Workers struct{}
