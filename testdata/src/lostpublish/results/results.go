// Package results has ways to say that a publish failed, and callers that do not listen.
package results

import (
	"context"
	"errors"
	"log"

	"github.com/segmentio/kafka-go"
)

var errUnavailable = errors.New("broker is unavailable")

// Bus publishes.
type Bus struct{ w *kafka.Writer }

// Sent says whether it worked.
func (b *Bus) Sent(ctx context.Context, m kafka.Message) bool {
	if err := b.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		return false
	}
	return true
}

// Worked says it in one go.
func (b *Bus) Worked(ctx context.Context, m kafka.Message) bool {
	return b.w.WriteMessages(ctx, m) == nil
}

// Own returns an error of its own.
func (b *Bus) Own(ctx context.Context, m kafka.Message) error {
	if err := b.w.WriteMessages(ctx, m); err != nil {
		log.Print(err)
		return errUnavailable
	}
	return nil
}

// Counted says how many it sent, and why it stopped.
func (b *Bus) Counted(ctx context.Context, ms []kafka.Message) (int, error) {
	for i, m := range ms {
		if err := b.w.WriteMessages(ctx, m); err != nil {
			return i, errUnavailable
		}
	}
	return len(ms), nil
}

// LogsAndReturns does both.
func (b *Bus) LogsAndReturns(ctx context.Context, m kafka.Message) error {
	err := b.w.WriteMessages(ctx, m)
	if err != nil {
		log.Print(err)
	}
	return err
}

// Deferred returns what a deferred function found.
func (b *Bus) Deferred(ctx context.Context, m kafka.Message) (err error) {
	defer func() {
		if e := b.w.WriteMessages(ctx, m); e != nil {
			err = errors.Join(err, e)
		}
	}()
	return nil
}

// DeferredLocal stores it in a variable that is read before the deferred function runs.
func (b *Bus) DeferredLocal(ctx context.Context, m kafka.Message) error {
	var err error
	defer func() {
		err = b.w.WriteMessages(ctx, m) // want "error: result of the publish is dropped"
	}()
	return err
}

func deaf(ctx context.Context, b *Bus, m kafka.Message) {
	b.Sent(ctx, m)                             // want "result of the publish is dropped|only logged"
	_ = b.Worked(ctx, m)                       // want "error: result of the publish is dropped"
	_ = b.Own(ctx, m)                          // want "result of the publish is dropped|only logged"
	n, _ := b.Counted(ctx, []kafka.Message{m}) // want "error: result of the publish is dropped"
	log.Print(n)
	b.LogsAndReturns(ctx, m) // want "result of the publish is dropped|only logged"
}

func listens(ctx context.Context, b *Bus, m kafka.Message) error {
	if !b.Sent(ctx, m) {
		return errUnavailable
	}
	if ok := b.Worked(ctx, m); !ok {
		return errUnavailable
	}
	if err := b.Own(ctx, m); err != nil {
		return err
	}
	if n, err := b.Counted(ctx, []kafka.Message{m}); err != nil || n == 0 {
		return errUnavailable
	}
	return b.LogsAndReturns(ctx, m)
}

func logsFalse(ctx context.Context, b *Bus, m kafka.Message) {
	if !b.Worked(ctx, m) { // want "warning: failed publish is only logged"
		log.Print("not sent")
	}
}
