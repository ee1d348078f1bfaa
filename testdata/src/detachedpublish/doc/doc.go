// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/segmentio/kafka-go"
)

type shop struct{ w *kafka.Writer }

func (s *shop) bad(ctx context.Context, m kafka.Message) {
	go func() {
		_ = s.w.WriteMessages(ctx, m) // want "warning: nobody waits for this publish and its error is dropped"
	}()
}

func (s *shop) good(ctx context.Context, m kafka.Message) error {
	return s.w.WriteMessages(ctx, m)
}
