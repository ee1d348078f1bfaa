// Package shapes starts goroutines in several ways.
package shapes

import (
	"context"
	"log"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"
)

type service struct {
	w  *kafka.Writer
	r  *kafka.Reader
	wg sync.WaitGroup
}

func (s *service) send(ctx context.Context, m kafka.Message) error { return s.w.WriteMessages(ctx, m) }

func (s *service) withArgument(ctx context.Context, m kafka.Message) {
	go func(m kafka.Message) {
		s.send(ctx, m) // want "nobody waits for this publish"
	}(m)
}

func (s *service) byName(ctx context.Context, m kafka.Message) {
	publish := func() {
		_ = s.send(ctx, m) // want "nobody waits for this publish"
	}
	go publish()
}

func (s *service) each(ctx context.Context, ms []kafka.Message) {
	for _, m := range ms {
		go func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
			defer cancel()
			_ = s.send(ctx, m) // want "nobody waits for this publish"
		}()
	}
}

func (s *service) allInOne(ctx context.Context, ms []kafka.Message) {
	go func() {
		for _, m := range ms {
			_ = s.send(ctx, m) // want "nobody waits for this publish"
		}
	}()
}

func (s *service) inner(ctx context.Context, m kafka.Message) {
	go func() {
		func() {
			defer func() { recover() }()
			_ = s.send(ctx, m) // want "nobody waits for this publish"
		}()
	}()
}

func (s *service) limited(ctx context.Context, slots chan struct{}, m kafka.Message) {
	slots <- struct{}{}
	go func() {
		defer func() { <-slots }()
		_ = s.send(ctx, m) // want "nobody waits for this publish"
	}()
}

// Nobody receives from a channel that only this function has.
func (s *service) unheard(ctx context.Context, m kafka.Message) {
	done := make(chan error, 1)
	go func() {
		done <- s.send(ctx, m) // want "nobody waits for this publish"
	}()
}

// From here on somebody waits; that errors are dropped all the same is another rule's matter.

func (s *service) waitGroup(ctx context.Context, m kafka.Message) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = s.send(ctx, m)
	}()
	wg.Wait()
}

func (s *service) atTheEnd(ctx context.Context, m kafka.Message) {
	s.wg.Add(1)
	go func() {
		defer func() {
			recover()
			s.wg.Done()
		}()
		_ = s.send(ctx, m)
	}()
}

func (s *service) close() { s.wg.Wait() }

func (s *service) closes(ctx context.Context, m kafka.Message) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.send(ctx, m)
	}()
	<-done
}

func (s *service) tells(ctx context.Context, m kafka.Message) {
	done := make(chan struct{}, 1)
	go func() {
		_ = s.send(ctx, m)
		done <- struct{}{}
	}()
	<-done
}

func (s *service) handsBack(ctx context.Context, m kafka.Message) error {
	errs := make(chan error, 1)
	go func() { errs <- s.send(ctx, m) }()
	return <-errs
}

func (s *service) group(ctx context.Context, ms []kafka.Message) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, m := range ms {
		g.Go(func() error { return s.send(ctx, m) })
	}
	return g.Wait()
}

func (s *service) counted(ctx context.Context, m kafka.Message) {
	s.wg.Go(func() { _ = s.send(ctx, m) })
}

// From here on the error is seen, or the goroutine works for as long as the program runs.

func (s *service) logs(ctx context.Context, m kafka.Message) {
	go func() {
		if err := s.send(ctx, m); err != nil {
			log.Print(err)
		}
	}()
}

func (s *service) keeps(ctx context.Context, m kafka.Message, keep func(kafka.Message)) {
	go func() {
		if err := s.send(ctx, m); err != nil {
			keep(m)
		}
	}()
}

func (s *service) worker(ctx context.Context, in <-chan kafka.Message) {
	go func() {
		for m := range in {
			_ = s.send(ctx, m)
		}
	}()
}

func (s *service) heartbeat(ctx context.Context) {
	go func() {
		for {
			_ = s.send(ctx, kafka.Message{Topic: "heartbeat"})
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Minute):
			}
		}
	}()
}

func (s *service) sleeper(ctx context.Context) {
	go func() {
		for ctx.Err() == nil {
			_ = s.send(ctx, kafka.Message{Topic: "heartbeat"})
			time.Sleep(time.Minute)
		}
	}()
}

func (s *service) consumer(ctx context.Context) {
	go func() {
		for {
			m, err := s.r.FetchMessage(ctx)
			if err != nil {
				return
			}
			_ = s.send(ctx, kafka.Message{Topic: "copy", Value: m.Value})
		}
	}()
}

func (s *service) run(ctx context.Context) error {
	for {
		m, err := s.r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := s.send(ctx, kafka.Message{Topic: "copy", Value: m.Value}); err != nil {
			return err
		}
	}
}

func (s *service) starts(ctx context.Context) { go s.run(ctx) }

// A function that drops the error is at fault whoever calls it.
func (s *service) notify(ctx context.Context, m kafka.Message) { _ = s.send(ctx, m) }

func (s *service) notifies(ctx context.Context, m kafka.Message) { go s.notify(ctx, m) }
