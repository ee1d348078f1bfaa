// Package semaphores has goroutines that are waited for by whoever takes all of a semaphore.
package semaphores

import (
	"context"

	"github.com/segmentio/kafka-go"
	"golang.org/x/sync/semaphore"
)

type shop struct {
	w      *kafka.Writer
	failed func(error)
}

func (s *shop) filled(orders []kafka.Message) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	running := make(chan struct{}, 4)
	for _, m := range orders {
		running <- struct{}{}
		go func() {
			defer func() { <-running }()
			if err := s.w.WriteMessages(ctx, m); err != nil {
				s.failed(err)
			}
		}()
	}
	for range cap(running) {
		running <- struct{}{}
	}
}

func (s *shop) limited(orders []kafka.Message) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	running := make(chan struct{}, 4)
	for _, m := range orders {
		running <- struct{}{}
		go func() {
			defer func() { <-running }()
			if err := s.w.WriteMessages(ctx, m); err != nil { // want "error: context is cancelled when the function returns"
				s.failed(err)
			}
		}()
	}
}

func (s *shop) acquired(ctx context.Context, orders []kafka.Message) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	running := semaphore.NewWeighted(4)
	for _, m := range orders {
		if err := running.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer running.Release(1)
			if err := s.w.WriteMessages(ctx, m); err != nil {
				s.failed(err)
			}
		}()
	}
	return running.Acquire(ctx, 4)
}
