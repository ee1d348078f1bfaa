// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"log"

	"github.com/segmentio/kafka-go"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, order string) {
	if _, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order); err != nil {
		log.Print(err)
	}
}

func (s *shop) bad(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		go s.save(ctx, string(m.Value)) // want "warning: messages are worked on in any order, and a commit covers earlier ones that are not done yet"
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *shop) good(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		s.save(ctx, string(m.Value))
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
