// Package store keeps what handlers in other packages have to say.
package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
)

// Store writes to the database.
type Store struct{ DB *sql.DB }

// AddEntry adds a row under an id of its own.
func (s *Store) AddEntry(ctx context.Context, account string, cents int64) error {
	_, err := s.DB.ExecContext(ctx, "INSERT INTO entries (id, account, cents) VALUES (?, ?, ?)", uuid.NewString(), account, cents)
	return err
}

// AddEntryAs adds a row under an id that it is given: the second one fails.
func (s *Store) AddEntryAs(ctx context.Context, id, account string, cents int64) error {
	_, err := s.DB.ExecContext(ctx, "INSERT INTO entries (id, account, cents) VALUES (?, ?, ?)", id, account, cents)
	return err
}

// AddBalance adds to what an account has.
func (s *Store) AddBalance(ctx context.Context, account string, cents int64) error {
	_, err := s.DB.ExecContext(ctx, "UPDATE accounts SET balance = balance + ? WHERE id = ?", cents, account)
	return err
}

// SetBalance sets what an account has.
func (s *Store) SetBalance(ctx context.Context, account string, cents int64) error {
	_, err := s.DB.ExecContext(ctx, "UPDATE accounts SET balance = ? WHERE id = ?", cents, account)
	return err
}

// AddBalanceSince adds once for each version.
func (s *Store) AddBalanceSince(ctx context.Context, account string, cents, version int64) error {
	_, err := s.DB.ExecContext(ctx, "UPDATE accounts SET balance = balance + ?, version = ? WHERE id = ? AND version < ?", cents, version, account, version)
	return err
}

// Has tells whether an event was handled.
func (s *Store) Has(ctx context.Context, event string) (bool, error) {
	var n int
	err := s.DB.QueryRowContext(ctx, "SELECT count(*) FROM handled WHERE event = ?", event).Scan(&n)
	return n > 0, err
}

// Once calls a function unless an event was handled.
func (s *Store) Once(ctx context.Context, event string, do func() error) error {
	seen, err := s.Has(ctx, event)
	if err != nil || seen {
		return err
	}
	return do()
}

// Retry calls a function until it succeeds.
func Retry(do func() error) error {
	for {
		if err := do(); err == nil {
			return nil
		}
	}
}

// Account is a row.
type Account struct {
	ID      string
	Balance int64
	State   string
}

// Get reads an account.
func (s *Store) Get(ctx context.Context, id string) (*Account, error) {
	a := &Account{ID: id}
	err := s.DB.QueryRowContext(ctx, "SELECT balance, state FROM accounts WHERE id = ?", id).Scan(&a.Balance, &a.State)
	return a, err
}

// Save writes an account back.
func (s *Store) Save(ctx context.Context, a *Account) error {
	_, err := s.DB.ExecContext(ctx, "UPDATE accounts SET balance = ?, state = ? WHERE id = ?", a.Balance, a.State, a.ID)
	return err
}

// Update reads an account, changes it, and writes it back.
func (s *Store) Update(ctx context.Context, id string, change func(*Account) error) error {
	a, err := s.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := change(a); err != nil {
		return err
	}
	return s.Save(ctx, a)
}

// ErrNoAccount says that there is no such account.
var ErrNoAccount = errors.New("no account")
