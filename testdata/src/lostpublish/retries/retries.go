// Package retries publishes again; what counts is the last attempt.
package retries

import (
	"context"
	"log"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/segmentio/kafka-go"
)

type service struct{ w *kafka.Writer }

func (s *service) library(ctx context.Context, m kafka.Message) error {
	return backoff.Retry(func() error { return s.w.WriteMessages(ctx, m) }, backoff.NewExponentialBackOff())
}

func (s *service) libraryLost(ctx context.Context, m kafka.Message) {
	_ = backoff.Retry(func() error { // want "error: result of the publish is dropped"
		return s.w.WriteMessages(ctx, m)
	}, backoff.NewExponentialBackOff())
}

func (s *service) libraryLogged(ctx context.Context, m kafka.Message) {
	op := func() error { return s.w.WriteMessages(ctx, m) }
	if err := backoff.Retry(op, backoff.NewExponentialBackOff()); err != nil { // want "warning: failed publish is only logged"
		log.Print(err)
	}
}

// The closure says that all went well, so nothing is tried again.
func (s *service) libraryNil(ctx context.Context, m kafka.Message) error {
	return backoff.Retry(func() error {
		if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
			log.Print(err)
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func (s *service) lastReturned(ctx context.Context, m kafka.Message) error {
	var err error
	for i := 0; i < 3; i++ {
		if err = s.w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (s *service) lastLogged(ctx context.Context, m kafka.Message) {
	var err error
	for i := 0; i < 3; i++ {
		err = s.w.WriteMessages(ctx, m) // want "warning: failed publish is only logged"
		if err == nil {
			return
		}
		time.Sleep(time.Second)
	}
	log.Print(err)
}

// After three attempts nobody is told.
func (s *service) lastDropped(ctx context.Context, m kafka.Message) error {
	for i := 0; i < 3; i++ {
		if err := s.w.WriteMessages(ctx, m); err == nil { // want "error: result of the publish is dropped"
			return nil
		}
		time.Sleep(time.Second)
	}
	return nil
}

// For ever, until it works or the context ends.
func (s *service) forever(ctx context.Context, m kafka.Message) error {
	for {
		if err := s.w.WriteMessages(ctx, m); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func retry(n int, f func() error) error {
	var err error
	for i := 0; i < n; i++ {
		if err = f(); err == nil {
			return nil
		}
	}
	return err
}

func (s *service) own(ctx context.Context, m kafka.Message) error {
	return retry(3, func() error { return s.w.WriteMessages(ctx, m) })
}

func (s *service) ownLost(ctx context.Context, m kafka.Message) {
	_ = retry(3, func() error { // want "error: result of the publish is dropped"
		return s.w.WriteMessages(ctx, m)
	})
}

func quietRetry(n int, f func() error) {
	for i := 0; i < n; i++ {
		if f() == nil {
			return
		}
	}
}

// What the helper drops is told where the event is handed to it.
func (s *service) ownQuiet(ctx context.Context, m kafka.Message) {
	quietRetry(3, func() error { return s.w.WriteMessages(ctx, m) }) // want "error: result of the publish is dropped"
}
