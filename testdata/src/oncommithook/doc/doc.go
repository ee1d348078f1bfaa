// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"log"

	"example.com/ent"
	"github.com/segmentio/kafka-go"
)

type shop struct{ writer *kafka.Writer }

func (s *shop) bad(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			if err := s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}); err != nil { // want "error: event is published before the commit that the hook wraps"
				return err
			}
			return next.Commit(ctx, tx)
		})
	})
}

func (s *shop) good(tx *ent.Tx, event []byte) {
	tx.OnCommit(func(next ent.Committer) ent.Committer {
		return ent.CommitFunc(func(ctx context.Context, tx *ent.Tx) error {
			if err := next.Commit(ctx, tx); err != nil {
				return err
			}
			if err := s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.v1", Value: event}); err != nil {
				log.Printf("publish %s: %v", event, err)
			}
			return nil
		})
	})
}
