// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"log"

	"github.com/segmentio/kafka-go"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, order string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order)
	return err
}

func (s *shop) bad(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := s.save(ctx, string(m.Value)); err != nil { // want "error: failed message is passed over, and the next commit settles it too, so it is lost"
			log.Print(err)
			continue
		}
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
		if err := s.save(ctx, string(m.Value)); err != nil {
			return err // whoever starts it again begins with this message
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
