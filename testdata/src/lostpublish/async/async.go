// Package async publishes in goroutines, whose errors somebody waits for or nobody does.
package async

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"

	"cloud.google.com/go/pubsub/v2"
	"github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"
)

type service struct {
	w   *kafka.Writer
	pub *pubsub.Publisher
}

func (s *service) send(ctx context.Context, m kafka.Message) error { return s.w.WriteMessages(ctx, m) }

func (s *service) group(ctx context.Context, ms []kafka.Message) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, m := range ms {
		g.Go(func() error { return s.w.WriteMessages(ctx, m) })
	}
	return g.Wait()
}

func (s *service) groupLost(ctx context.Context, ms []kafka.Message) {
	g, ctx := errgroup.WithContext(ctx)
	for _, m := range ms {
		g.Go(func() error { return s.w.WriteMessages(ctx, m) }) // want "result of the publish is dropped"
	}
	_ = g.Wait()
}

// Nobody waits for the group.
func (s *service) groupLeft(ctx context.Context, ms []kafka.Message) {
	var g errgroup.Group
	for _, m := range ms {
		g.Go(func() error { return s.w.WriteMessages(ctx, m) }) // want "result of the publish is dropped"
	}
}

func (s *service) groupGiven(ctx context.Context, ms []kafka.Message) *errgroup.Group {
	g, ctx := errgroup.WithContext(ctx)
	for _, m := range ms {
		g.Go(func() error { return s.w.WriteMessages(ctx, m) })
	}
	return g
}

func (s *service) groupDeferred(ctx context.Context, ms []kafka.Message) (err error) {
	var g errgroup.Group
	defer func() { err = g.Wait() }()
	for _, m := range ms {
		g.Go(func() error { return s.w.WriteMessages(ctx, m) })
	}
	return nil
}

// The closure itself says that all went well.
func (s *service) groupNil(ctx context.Context, ms []kafka.Message) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, m := range ms {
		g.Go(func() error {
			if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
				log.Print(err)
			}
			return nil
		})
	}
	return g.Wait()
}

func (s *service) literal(ctx context.Context, m kafka.Message) {
	go func() {
		_ = s.send(ctx, m) // another rule's question
	}()
}

func (s *service) method(ctx context.Context, m kafka.Message) {
	go s.send(ctx, m) // another rule's question
}

func (s *service) waitedFor(ctx context.Context, m kafka.Message) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = s.send(ctx, m) // want "error: result of the publish is dropped"
	}()
	wg.Wait()
}

func (s *service) sendTo(done *sync.WaitGroup, m kafka.Message) error {
	defer done.Done()
	return s.send(context.Background(), m)
}

func (s *service) waitedForMethod(m kafka.Message) {
	var wg sync.WaitGroup
	wg.Add(1)
	go s.sendTo(&wg, m) // want "warning: event is handed on without waiting"
	wg.Wait()
}

func (s *service) literalLogs(ctx context.Context, m kafka.Message) {
	go func() {
		if err := s.send(ctx, m); err != nil { // want "warning: failed publish is only logged"
			log.Print(err)
		}
	}()
}

func (s *service) sentBack(ctx context.Context, m kafka.Message) error {
	errs := make(chan error, 1)
	go func() { errs <- s.send(ctx, m) }()
	return <-errs
}

func (s *service) sentBackWithSelect(ctx context.Context, m kafka.Message) error {
	errs := make(chan error, 1)
	go func() {
		if err := s.send(ctx, m); err != nil {
			errs <- err
		}
		close(errs)
	}()
	select {
	case err := <-errs:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *service) sentNowhere(ctx context.Context, m kafka.Message) {
	errs := make(chan error, 1)
	go func() { errs <- s.send(ctx, m) }() // another rule's question
}

func (s *service) waited(ctx context.Context, m kafka.Message) error {
	var wg sync.WaitGroup
	var err error
	wg.Add(1)
	go func() {
		defer wg.Done()
		err = s.send(ctx, m)
	}()
	wg.Wait()
	return err
}

func (s *service) collected(ctx context.Context, ms []kafka.Message) []error {
	var wg sync.WaitGroup
	errs := make([]error, len(ms))
	for i, m := range ms {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = s.send(ctx, m)
		}()
	}
	wg.Wait()
	return errs
}

// Whether the result of an asynchronous publish is waited for at all is another rule's question; what comes of waiting is this one's.
func (s *service) waitsAndDrops(ctx context.Context, m *pubsub.Message) string {
	id, _ := s.pub.Publish(ctx, m).Get(ctx) // want "error: result of the publish is dropped"
	return id
}

func (s *service) waitsAndLogs(ctx context.Context, m *pubsub.Message) {
	r := s.pub.Publish(ctx, m) // want "warning: failed publish is only logged"
	if _, err := r.Get(ctx); err != nil {
		log.Print(err)
	}
}

func (s *service) waits(ctx context.Context, m *pubsub.Message) error {
	_, err := s.pub.Publish(ctx, m).Get(ctx)
	return err
}

func (s *service) promise(ctx context.Context, m *pubsub.Message) *pubsub.PublishResult {
	return s.pub.Publish(ctx, m)
}

func (s *service) gathered(ctx context.Context, ms []*pubsub.Message) error {
	var rs []*pubsub.PublishResult
	for _, m := range ms {
		rs = append(rs, s.pub.Publish(ctx, m))
	}
	for _, r := range rs {
		if _, err := r.Get(ctx); err != nil {
			return err
		}
	}
	return nil
}

// nacked hands out a handler that publishes aside, waits for what comes of it, and has the message delivered again if that is an error.
func (s *service) nacked(timeout context.Context, m kafka.Message, early bool, ack, nack func() error) func() {
	return func() {
		errs := make(chan error)
		go func() {
			errs <- s.send(timeout, m)
		}()
		if early {
			if err := ack(); err != nil {
				log.Print(err)
			}
		}
		select {
		case err := <-errs:
			if err == nil {
				return
			}
			log.Print(err)
			if nackErr := nack(); nackErr != nil {
				log.Print(err)
			}
		case <-timeout.Done():
		}
	}
}

// unheard waits for something else.
func (s *service) unheard(timeout context.Context, m kafka.Message, early bool) func() {
	return func() {
		errs := make(chan error, 1)
		go func() {
			errs <- s.send(timeout, m) // another rule's question
		}()
		if early {
			log.Print("early")
		}
		<-timeout.Done()
	}
}

// shared assigns to the variable of the function around, and sends back what went wrong.
func (s *service) shared(ctx context.Context, ms []kafka.Message) error {
	ready, err := s.ready(ctx)
	if err != nil || !ready {
		return err
	}
	failures := make(chan error, len(ms))
	closeFailures := sync.OnceFunc(func() {
		close(failures)
	})
	defer closeFailures()
	var wg sync.WaitGroup
	for _, m := range ms {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err = s.count(ctx, m)
			if err != nil {
				err = fmt.Errorf("send %s: %w", m.Topic, err)
			}
			failures <- err
		}()
	}
	wg.Wait()
	closeFailures()
	var errs []error
	for err = range failures {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (s *service) ready(ctx context.Context) (bool, error) { return true, ctx.Err() }

func (s *service) count(ctx context.Context, m kafka.Message) (int, error) {
	return len(m.Value), s.w.WriteMessages(ctx, m)
}
