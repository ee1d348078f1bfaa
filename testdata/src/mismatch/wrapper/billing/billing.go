// Package billing consumes through a wrapper, into a struct of its own.
package billing

import (
	"context"
	"database/sql"
	"encoding/json"

	"mismatch/wrapper/bus"
)

type paid struct {
	ID     string `json:"id"`
	Amount int64  `json:"amount"`
}

type service struct{ db *sql.DB }

func (s *service) run(ctx context.Context) error {
	return bus.Consume(ctx, "orders.paid", "billing", s.book)
}

func (s *service) book(ctx context.Context, data []byte) error {
	var p paid
	if err := json.Unmarshal(data, &p); err != nil {
		return err
	}
	return s.add(ctx, p)
}

func (s *service) add(ctx context.Context, p paid) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO bookings (id, cents) VALUES ($1, $2)", p.ID, p.Amount)
	return err
}
