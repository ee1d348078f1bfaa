// Package source wraps a reader for its callers.
package source

import (
	"context"

	"github.com/segmentio/kafka-go"
)

// Source is where messages come from.
type Source struct{ Reader *kafka.Reader }

// Next is the next message.
func (s *Source) Next(ctx context.Context) (kafka.Message, error) { return s.Reader.FetchMessage(ctx) }

// Done commits a message.
func (s *Source) Done(ctx context.Context, m kafka.Message) error {
	return s.Reader.CommitMessages(ctx, m)
}
