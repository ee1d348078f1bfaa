// Package paths has errors that are looked at on some ways only.
package paths

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/segmentio/kafka-go"
)

var errUnknownTopic = errors.New("unknown topic")

type service struct {
	w       *kafka.Writer
	verbose bool
	cache   map[string]bool
	db      interface{ Mark(id string) error }
}

func validate(m kafka.Message) error {
	if len(m.Value) == 0 {
		return errors.New("empty")
	}
	return nil
}

// Whether anybody looks depends on a setting.
func (s *service) onlyIfVerbose(ctx context.Context, m kafka.Message) error {
	err := s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	if s.verbose {
		if err != nil {
			return err
		}
	}
	return nil
}

// The inner err is not the one that is returned.
func (s *service) shadowed(ctx context.Context, m kafka.Message) error {
	var err error
	if len(m.Value) > 0 {
		err := s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
		_ = err
	}
	return err
}

// The outer err is assigned.
func (s *service) assigned(ctx context.Context, m kafka.Message) error {
	var err error
	if len(m.Value) > 0 {
		err = s.w.WriteMessages(ctx, m)
	}
	return err
}

// Only the outcome of the last round is returned.
func (s *service) lastOnly(ctx context.Context, ms []kafka.Message) error {
	var err error
	for _, m := range ms {
		err = s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	}
	return err
}

// The loop ends with the first failure.
func (s *service) firstFailure(ctx context.Context, ms []kafka.Message) (err error) {
	for _, m := range ms {
		if err = s.w.WriteMessages(ctx, m); err != nil {
			break
		}
	}
	return err
}

// The condition of the loop looks at it.
func (s *service) whileGood(ctx context.Context, ms []kafka.Message) error {
	var err error
	for i := 0; i < len(ms) && err == nil; i++ {
		err = s.w.WriteMessages(ctx, ms[i])
	}
	return err
}

// The first error is forgotten when the second is assigned.
func (s *service) second(ctx context.Context, m, n kafka.Message) error {
	err := s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	err = s.w.WriteMessages(ctx, n)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// Both are looked at.
func (s *service) both(ctx context.Context, m, n kafka.Message) error {
	err1 := s.w.WriteMessages(ctx, m)
	err2 := s.w.WriteMessages(ctx, n)
	if err1 != nil || err2 != nil {
		return errors.New("publish")
	}
	return nil
}

// Looked at later, after another failure was told.
func (s *service) later(ctx context.Context, m kafka.Message) error {
	err := s.w.WriteMessages(ctx, m)
	if e := validate(m); e != nil {
		return e
	}
	return err
}

// An expected failure is no failure.
func (s *service) cancelled(ctx context.Context, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func (s *service) cancelledFirst(ctx context.Context, m kafka.Message) error {
	err := s.w.WriteMessages(ctx, m)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Success is noted, so that what failed can be found.
func (s *service) notedSuccess(ctx context.Context, id string, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err == nil {
		return s.db.Mark(id)
	}
	return nil
}

// Success is only logged.
func (s *service) loggedSuccess(ctx context.Context, m kafka.Message) {
	if err := s.w.WriteMessages(ctx, m); err == nil { // want "error: result of the publish is dropped"
		log.Print("sent")
	}
}

// Looks at it, and then says that all went well.
func (s *service) returnsNil(ctx context.Context, m kafka.Message) error {
	err := s.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	if err != nil {
		return nil
	}
	return nil
}

// Logs, and returns another error's value: none.
func (s *service) wrongError(ctx context.Context, m kafka.Message) error {
	err := validate(m)
	if err != nil {
		return err
	}
	if perr := s.w.WriteMessages(ctx, m); perr != nil { // want "warning: failed publish is only logged"
		log.Print(perr)
		return err
	}
	return nil
}

// Logs in one case, returns in the other.
func (s *service) someReturned(ctx context.Context, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil {
		if errors.Is(err, errUnknownTopic) {
			log.Print(err)
			return nil
		}
		return err
	}
	return nil
}

// Gives up without a word, and does the rest only after a success.
func (s *service) gaveUp(ctx context.Context, id string, m kafka.Message) error {
	if err := s.w.WriteMessages(ctx, m); err != nil { // want "error: result of the publish is dropped"
		return nil
	}
	return s.db.Mark(id)
}
