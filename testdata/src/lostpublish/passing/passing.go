// Package passing hands errors to functions that do something about them, or only seem to.
package passing

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"os"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/segmentio/kafka-go"
	"go.uber.org/multierr"
)

// Logger is the program's own.
type Logger interface {
	Errorf(format string, args ...any)
	With(key string, value any) Logger
}

// Outbox keeps events.
type Outbox interface {
	Keep(ctx context.Context, m kafka.Message) error
}

type service struct {
	w, dead *kafka.Writer
	log     Logger
	outbox  Outbox
	failed  *prometheus.CounterVec
	lastErr error
	status  error
	queue   []kafka.Message
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func exitOn(err error) {
	if err != nil {
		log.Print(err)
		os.Exit(1)
	}
}

func handle(err error) {
	if err != nil {
		slog.Error("failed", "error", err)
	}
}

func logged(err error) error {
	if err != nil {
		log.Print(err)
	}
	return err
}

func ignore(err error) {}

func (s *service) report(err error) {
	if err != nil {
		s.log.Errorf("publish: %v", err)
	}
}

func (s *service) mustful(ctx context.Context, m kafka.Message) { must(s.w.WriteMessages(ctx, m)) }

func (s *service) exits(ctx context.Context, m kafka.Message) { exitOn(s.w.WriteMessages(ctx, m)) }

func (s *service) handled(ctx context.Context, m kafka.Message) {
	handle(s.w.WriteMessages(ctx, m)) // want "warning: failed publish is only logged"
}

func (s *service) ignored(ctx context.Context, m kafka.Message) {
	ignore(s.w.WriteMessages(ctx, m)) // want "error: result of the publish is dropped"
}

func (s *service) reported(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
		s.report(err)
	}
}

func (s *service) through(ctx context.Context, m kafka.Message) error {
	return logged(s.w.WriteMessages(ctx, m))
}

func (s *service) throughAndDropped(ctx context.Context, m kafka.Message) {
	_ = logged(s.w.WriteMessages(ctx, m)) // want "warning: failed publish is only logged"
}

func (s *service) ownLogger(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
		s.log.With("topic", m.Topic).Errorf("publish: %v", err)
	}
}

func (s *service) counted(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
		s.failed.WithLabelValues(m.Topic).Inc()
		log.Print(err)
	}
}

func (s *service) onlyCounted(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
		s.failed.WithLabelValues(m.Topic).Inc()
	}
}

func (s *service) sampled(ctx context.Context, n int, m kafka.Message) {
	err := s.w.WriteMessages(ctx, m) // want "warning: failed publish is only logged"
	if err != nil && n%100 == 0 {
		log.Print(err)
	}
}

func (s *service) kept(ctx context.Context, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		return s.outbox.Keep(ctx, m)
	}
	return nil
}

func (s *service) keptSilently(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		if err := s.outbox.Keep(ctx, m); err != nil {
			log.Print(err)
		}
	}
}

func (s *service) deadLetter(ctx context.Context, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		return s.dead.WriteMessages(ctx, m)
	}
	return nil
}

// The second attempt is the last, and nobody looks at it.
func (s *service) deadLetterLost(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		_ = s.dead.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	}
}

func (s *service) queued(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		s.queue = append(s.queue, m)
	}
}

// Health reads lastErr.
func (s *service) Health() error { return s.lastErr }

func (s *service) remembered(ctx context.Context, m kafka.Message) {
	s.lastErr = s.w.WriteMessages(ctx, m)
}

// Nobody reads status.
func (s *service) written(ctx context.Context, m kafka.Message) {
	s.status = s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
}

func (s *service) combined(ctx context.Context, ms []kafka.Message) error {
	var err error
	for _, m := range ms {
		err = multierr.Append(err, s.w.WriteMessages(ctx, m))
	}
	return err
}

func (s *service) joinedAndLogged(ctx context.Context, ms []kafka.Message) {
	var err error
	for _, m := range ms {
		err = errors.Join(err, s.w.WriteMessages(ctx, m)) // want "warning: failed publish is only logged"
	}
	if err != nil {
		log.Print(err)
	}
}

func (s *service) collected(ctx context.Context, ms []kafka.Message) []error {
	var errs []error
	for _, m := range ms {
		if err := s.w.WriteMessages(ctx, m); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

func (s *service) collectedForNobody(ctx context.Context, ms []kafka.Message) {
	var errs []error
	for _, m := range ms {
		if err := s.w.WriteMessages(ctx, m); err != nil { // want "warning: failed publish is only logged"
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		log.Printf("%d failed", len(errs))
	}
}

func (s *service) failedOnes(ctx context.Context, ms []kafka.Message) []kafka.Message {
	var failed []kafka.Message
	for _, m := range ms {
		if err := s.w.WriteMessages(ctx, m); err != nil {
			log.Print(err)
			failed = append(failed, m)
		}
	}
	return failed
}

func (s *service) countedFailures(ctx context.Context, ms []kafka.Message) error {
	failed := 0
	for _, m := range ms {
		if err := s.w.WriteMessages(ctx, m); err != nil {
			failed++
		}
	}
	if failed > 0 {
		return errors.New("some were not sent")
	}
	return nil
}

type result struct {
	ID  string
	Err error
}

func (s *service) inResult(ctx context.Context, m kafka.Message) result {
	return result{ID: string(m.Key), Err: s.w.WriteMessages(ctx, m)}
}

func (s *service) inResults(ctx context.Context, ms []kafka.Message) (out []result) {
	for _, m := range ms {
		err := s.w.WriteMessages(ctx, m)
		out = append(out, result{ID: string(m.Key), Err: err})
	}
	return out
}
