// Package handling has what programs do about a failed publish.
package handling

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rs/zerolog"
	"github.com/segmentio/kafka-go"
)

type counter interface{ Inc() }

type session struct{ nc *nats.Conn }

// Close says goodbye, through a broker that promises nothing.
func (s *session) Close() error {
	if err := s.nc.Publish("sessions.bye", nil); err != nil {
		return fmt.Errorf("bye: %w", err)
	}
	return nil
}

func (s *session) serve() {
	defer s.Close()
	s.nc.Publish("sessions.hello", nil) // want "warning: result of the publish is dropped"
}

type service struct {
	w      *kafka.Writer
	log    *zerolog.Logger
	failed counter
	last   error
	spare  []kafka.Message
}

func (s *service) zerologged(ctx context.Context, id string) {
	if err := s.w.WriteMessages(ctx, kafka.Message{Topic: "t", Value: []byte(id)}); err != nil { // want "warning: failed publish is only logged"
		s.log.Error().Err(err).Msg("publish")
	}
}

func (s *service) slogged(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
		slog.ErrorContext(ctx, "publish", "error", err)
	}
}

func (s *service) counted(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		s.failed.Inc() // whatever that does
		log.Print(err)
	}
}

// With the whole event in the log, somebody can send it again.
func (s *service) loggedWithEvent(ctx context.Context, body []byte) {
	if err := s.w.WriteMessages(ctx, kafka.Message{Topic: "t", Value: body}); err != nil { // want "info: failed publish is only logged, with the event"
		s.log.Error().Err(err).Str("body", string(body)).Msg("publish")
	}
}

// After a log line the loop goes on with the next event.
func (s *service) loop(ctx context.Context, ms []kafka.Message) {
	for _, m := range ms {
		if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
			log.Print(err)
			continue
		}
	}
}

func (s *service) emptyBranch(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "error: result of the publish is dropped"
	}
}

func (s *service) overwritten(ctx context.Context, m kafka.Message) error {
	err := s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	err = s.save(m)
	return err
}

func (s *service) save(m kafka.Message) error {
	if len(m.Value) == 0 {
		return errors.New("empty")
	}
	return nil
}

func (s *service) wrapped(ctx context.Context, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

func (s *service) joined(ctx context.Context, ms []kafka.Message) error {
	var errs []error
	for _, m := range ms {
		if err := s.w.WriteMessages(ctx, m); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (s *service) named(ctx context.Context, m kafka.Message) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("named: %w", err)
		}
	}()
	err = s.w.WriteMessages(ctx, m)
	return
}

func (s *service) sent(ctx context.Context, m kafka.Message) bool {
	return s.w.WriteMessages(ctx, m) == nil
}

func (s *service) answered(w http.ResponseWriter, r *http.Request) {
	if err := s.w.WriteMessages(r.Context(), kafka.Message{Topic: "t"}); err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}

func (s *service) kept(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		s.spare = append(s.spare, m)
	}
}

func (s *service) remembered(ctx context.Context, m kafka.Message) {
	s.last = s.w.WriteMessages(ctx, m)
}

// Health tells of the last failure.
func (s *service) Health() error { return s.last }

func (s *service) again(ctx context.Context, m kafka.Message) {
	for {
		err := s.w.WriteMessages(ctx, m)
		if err == nil {
			return
		}
		log.Print(err)
		time.Sleep(time.Second)
	}
}

func (s *service) fatal(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		log.Fatal(err)
	}
}

func (s *service) exit(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		os.Exit(1)
	}
}

func (s *service) panics(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		panic(err)
	}
}

func (s *service) collected(ctx context.Context, m kafka.Message, errs chan<- error) {
	go func() {
		errs <- s.w.WriteMessages(ctx, m)
	}()
}

func (s *service) fallback(ctx context.Context, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		return s.save(m)
	}
	return nil
}

// A deferred literal ends the program with what it finds in the variable.
func (s *service) deferredExit(ctx context.Context, m kafka.Message) {
	var failed error
	defer func() {
		if failed != nil {
			log.Print(failed)
			os.Exit(1)
		}
	}()
	failed = s.w.WriteMessages(ctx, m)
}

// ... or only logs it, and the caller hears of a success.
func (s *service) deferredLog(ctx context.Context, m kafka.Message) {
	var failed error
	defer func() {
		if failed != nil {
			log.Print(failed)
		}
	}()
	failed = s.w.WriteMessages(ctx, m) // want "warning: failed publish is only logged"
}
