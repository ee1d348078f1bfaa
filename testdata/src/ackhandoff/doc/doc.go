// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"log"

	"github.com/hibiken/asynq"
)

type shop struct{ db *sql.DB }

func (s *shop) save(ctx context.Context, order string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", order)
	return err
}

func (s *shop) routes(mux *asynq.ServeMux) {
	mux.HandleFunc("bad", s.bad)
	mux.HandleFunc("good", s.good)
}

func (s *shop) bad(ctx context.Context, t *asynq.Task) error {
	go func() { // want "error: handler hands the message to another goroutine and returns, so unfinished work is acked"
		if err := s.save(context.Background(), string(t.Payload())); err != nil {
			log.Print(err)
		}
	}()
	return nil
}

func (s *shop) good(ctx context.Context, t *asynq.Task) error {
	return s.save(ctx, string(t.Payload()))
}
