// Package jobs works jobs; one of them says how long that may take.
package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"
)

type Short struct{}

func (Short) Kind() string { return "short" }

type Long struct{}

func (Long) Kind() string { return "long" }

type short struct{ river.WorkerDefaults[Short] }

func (w *short) Work(ctx context.Context, job *river.Job[Short]) error {
	time.Sleep(2 * time.Minute) // want "warning: handler sleeps 2m0s, but the broker waits 1m0s"
	return nil
}

type long struct{ river.WorkerDefaults[Long] }

func (w *long) Timeout(*river.Job[Long]) time.Duration { return time.Hour }

func (w *long) Work(ctx context.Context, job *river.Job[Long]) error {
	time.Sleep(2 * time.Minute)
	return nil
}

func workers() *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, &short{})
	river.AddWorker(workers, &long{})
	return workers
}
