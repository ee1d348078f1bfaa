// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

type shop struct{ client *kgo.Client }

func (s *shop) bad(ctx context.Context, r *kgo.Record) {
	s.client.Produce(ctx, r, nil) // want "error: nobody can see what became of this asynchronous publish"
}

func (s *shop) good(ctx context.Context, r *kgo.Record, failed func(*kgo.Record, error)) {
	s.client.Produce(ctx, r, func(r *kgo.Record, err error) {
		if err != nil {
			failed(r, err)
		}
	})
}
