package queue

import (
	"context"
	"errors"
	"fmt"
)

// pay takes a row that nobody else has taken: of accounts, not of events that wait.
func (s *shop) pay(ctx context.Context, id string) error {
	var balance int
	if err := s.pool.QueryRow(ctx, "SELECT balance FROM accounts WHERE id = $1 FOR UPDATE SKIP LOCKED", id).Scan(&balance); err != nil {
		return err
	}
	if _, err := s.pool.Exec(ctx, "UPDATE accounts SET balance = $1 WHERE id = $2", balance-1, id); err != nil {
		return err
	}
	return s.q.Send(ctx, "payments.v1", id) // want "info: event is published after the write with no outbox"
}

// forward takes an event that nobody else has taken.
func (s *shop) forward(ctx context.Context, id string) error {
	var body string
	if err := s.pool.QueryRow(ctx, "SELECT payload FROM deliveries WHERE id = $1 FOR UPDATE SKIP LOCKED", id).Scan(&body); err != nil {
		return err
	}
	if err := s.q.Send(ctx, "payments.v1", body); err != nil {
		return err
	}
	_, err := s.pool.Exec(ctx, "DELETE FROM deliveries WHERE id = $1", id)
	return err
}

// giveBack puts orders back that nobody can take, releases them, and collects the errors.
func (s *shop) giveBack(ctx context.Context, takers map[string]string, orders []string) error {
	var all []error
	for _, order := range orders {
		if _, ok := takers[order]; !ok {
			_ = s.q.Send(ctx, "retries.v1", order)
			_, _ = s.pool.Exec(ctx, "DELETE FROM reservations WHERE order_id = $1", order)
			all = append(all, fmt.Errorf("nobody takes order %s", order))
		}
	}
	return errors.Join(all...)
}

// release tells of orders that it releases.
func (s *shop) release(ctx context.Context, takers map[string]string, orders []string) error {
	var all []error
	for _, order := range orders {
		if _, ok := takers[order]; !ok {
			if err := s.q.Send(ctx, "releases.v1", order); err != nil { // want "warning: event is published before the write it tells of"
				return err
			}
			_, err := s.pool.Exec(ctx, "DELETE FROM reservations WHERE order_id = $1", order)
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}
