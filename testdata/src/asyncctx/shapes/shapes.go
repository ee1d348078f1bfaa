// Package shapes publishes aside with contexts of several kinds.
package shapes

import (
	"context"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"

	"asyncctx/notify"
)

type service struct {
	w   *kafka.Writer
	n   *notify.Notifier
	ctx context.Context
}

func (s *service) send(ctx context.Context) error {
	return s.w.WriteMessages(ctx, kafka.Message{Topic: "t"})
}

func (s *service) note(ctx context.Context) {
	if err := s.send(ctx); err != nil {
		log.Print(err)
	}
}

func (s *service) deferred(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	go s.note(ctx) // want "error: context is cancelled when the function returns"
}

func (s *service) deferredInLiteral(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	defer func() {
		log.Print("done")
		cancel()
	}()
	go func() {
		if err := s.send(ctx); err != nil { // want "error: context is cancelled when the function returns"
			log.Print(err)
		}
	}()
}

func (s *service) throughWrapper(w http.ResponseWriter, r *http.Request) {
	go s.n.Notify(r.Context(), "t") // want "error: context ends with the request"
}

func (s *service) derived(w http.ResponseWriter, r *http.Request) {
	go func() {
		ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
		defer cancel()
		if err := s.send(ctx); err != nil { // want "error: context ends with the request"
			log.Print(err)
		}
	}()
}

func (s *service) handler(w http.ResponseWriter, r *http.Request) { s.place(r.Context()) }

func (s *service) place(ctx context.Context) {
	go s.note(ctx) // want "error: context ends with the request"
}

// Nobody is seen to call it: it may be a method of a server.
func (s *service) PlaceOrder(ctx context.Context, id string) error {
	go func() {
		if err := s.send(ctx); err != nil { // want "warning: context is the caller's"
			log.Print(err)
		}
	}()
	return nil
}

// From here on all is well.

func (s *service) ownTimeout(r *http.Request) {
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Second)
		defer cancel()
		s.note(ctx)
	}()
}

func (s *service) background(r *http.Request) { go s.note(context.Background()) }

func (s *service) theirOwn(r *http.Request) {
	go func() {
		if err := s.n.Tell(r.Context(), "t"); err != nil {
			log.Print(err)
		}
	}()
}

func (s *service) kept() { go s.note(s.ctx) }

func (s *service) waits(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.note(ctx)
	}()
	wg.Wait()
}

func (s *service) receives(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	errs := make(chan error, 1)
	go func() { errs <- s.send(ctx) }()
	return <-errs
}

func (s *service) group(r *http.Request) error {
	g, ctx := errgroup.WithContext(r.Context())
	g.Go(func() error { return s.send(ctx) })
	return g.Wait()
}

func (s *service) sync(r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	return s.send(ctx)
}

func (s *service) cancelledByGoroutine(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	go func() {
		defer cancel()
		s.note(ctx)
	}()
}

func (s *service) work(ctx context.Context, in <-chan kafka.Message) {
	go func() {
		for m := range in {
			if err := s.w.WriteMessages(ctx, m); err != nil {
				log.Print(err)
			}
		}
	}()
}

// The program's own context ends with the program.
func (s *service) start(ctx context.Context) { go s.note(ctx) }

func main() {
	(&service{}).start(context.Background())
}
