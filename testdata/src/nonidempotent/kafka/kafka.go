// Package kafka handles the events of a topic, with a store in another package.
package kafka

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"github.com/segmentio/kafka-go"

	"nonidempotent/store"
)

// Paid is an event.
type Paid struct {
	EventID string
	Account string
	Cents   int64
	Version int64
}

// Service handles events.
type Service struct {
	reader *kafka.Reader
	store  *store.Store
	seen   map[string]bool
	count  int
}

// Run receives.
func (s *Service) Run(ctx context.Context) error {
	for {
		msg, err := s.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var paid Paid
		if err := json.Unmarshal(msg.Value, &paid); err != nil {
			return err
		}
		if err := s.handle(ctx, paid); err != nil {
			return err
		}
		if err := s.reader.CommitMessages(ctx, msg); err != nil {
			return err
		}
	}
}

func (s *Service) handle(ctx context.Context, paid Paid) error {
	s.count++                                                               // in memory
	if err := s.store.AddEntry(ctx, paid.Account, paid.Cents); err != nil { // want "warning: message that is delivered again inserts another row into \"entries\""
		return err
	}
	if err := s.store.AddBalance(ctx, paid.Account, paid.Cents); err != nil { // want "warning: message that is delivered again adds to \"balance\" once more"
		return err
	}
	if err := store.Retry(func() error {
		return s.store.AddBalance(ctx, paid.Account, -1) // want "warning: message that is delivered again adds to \"balance\" once more"
	}); err != nil {
		return err
	}
	if err := s.store.Update(ctx, paid.Account, func(a *store.Account) error {
		a.Balance += paid.Cents // want "warning: message that is delivered again adds to \"Balance\" once more"
		return nil
	}); err != nil {
		return err
	}
	account, err := s.store.Get(ctx, paid.Account)
	if err != nil {
		return err
	}
	account.Balance += paid.Cents // want "warning: message that is delivered again adds to \"Balance\" once more"
	if err := s.store.Save(ctx, account); err != nil {
		return err
	}
	return s.silent(ctx, paid)
}

// silent has the effects of handle, each of them only once.
func (s *Service) silent(ctx context.Context, paid Paid) error {
	for _, handle := range []func(context.Context, Paid) error{s.values, s.version, s.checked, s.scanned, s.countedRows, s.missing, s.remembered, s.wrapped, s.guarded, s.opened, s.inbox, s.duplicate, s.key} {
		if err := handle(ctx, paid); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) values(ctx context.Context, paid Paid) error {
	return s.store.SetBalance(ctx, paid.Account, paid.Cents)
}

func (s *Service) version(ctx context.Context, paid Paid) error {
	return s.store.AddBalanceSince(ctx, paid.Account, paid.Cents, paid.Version)
}

func (s *Service) scanned(ctx context.Context, paid Paid) error {
	var seen bool
	if err := s.store.DB.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM handled WHERE event = ?)", paid.EventID).Scan(&seen); err != nil {
		return err
	}
	if seen {
		return nil
	}
	return s.store.AddBalance(ctx, paid.Account, paid.Cents)
}

func (s *Service) countedRows(ctx context.Context, paid Paid) error {
	var n int
	if err := s.store.DB.QueryRowContext(ctx, "SELECT count(*) FROM handled WHERE event = ?", paid.EventID).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return nil
	}
	return s.store.AddBalance(ctx, paid.Account, paid.Cents)
}

func (s *Service) checked(ctx context.Context, paid Paid) error {
	seen, err := s.store.Has(ctx, paid.EventID)
	if err != nil {
		return err
	}
	if seen {
		return nil
	}
	return s.store.AddEntry(ctx, paid.Account, paid.Cents)
}

func (s *Service) missing(ctx context.Context, paid Paid) error {
	_, err := s.store.Get(ctx, paid.Account)
	if errors.Is(err, sql.ErrNoRows) {
		return s.store.AddEntry(ctx, paid.Account, paid.Cents)
	}
	return err
}

func (s *Service) remembered(ctx context.Context, paid Paid) error {
	if s.seen[paid.EventID] {
		return nil
	}
	s.seen[paid.EventID] = true
	return s.store.AddEntry(ctx, paid.Account, paid.Cents)
}

func (s *Service) wrapped(ctx context.Context, paid Paid) error {
	return s.store.Once(ctx, paid.EventID, func() error { return s.store.AddEntry(ctx, paid.Account, paid.Cents) })
}

func (s *Service) guarded(ctx context.Context, paid Paid) error {
	account, err := s.store.Get(ctx, paid.Account)
	if err != nil {
		return err
	}
	if account.State == "paid" {
		return nil
	}
	return s.store.AddBalance(ctx, paid.Account, paid.Cents)
}

func (s *Service) opened(ctx context.Context, paid Paid) error {
	return s.store.Update(ctx, paid.Account, func(a *store.Account) error {
		if a.State != "open" {
			return store.ErrNoAccount
		}
		a.Balance += paid.Cents
		a.State = "paid"
		return nil
	})
}

// inbox inserts a row of the event first: the second time, that fails.
func (s *Service) inbox(ctx context.Context, paid Paid) error {
	tx, err := s.store.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO inbox (event_id) VALUES (?)", paid.EventID); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance + ? WHERE id = ?", paid.Cents, paid.Account); err != nil {
		return err
	}
	return tx.Commit()
}

// duplicate takes a row that is there for what it is.
func (s *Service) duplicate(ctx context.Context, paid Paid) error {
	_, err := s.store.DB.ExecContext(ctx, "INSERT INTO payments (account, cents) VALUES (?, ?)", paid.Account, paid.Cents)
	if err != nil && strings.Contains(err.Error(), "23505") {
		return nil
	}
	return err
}

func (s *Service) key(ctx context.Context, paid Paid) error {
	return s.store.AddEntryAs(ctx, paid.EventID, paid.Account, paid.Cents)
}

// tell is no handler: nobody delivers anything again.
func (s *Service) tell(ctx context.Context, account string) error {
	return s.store.AddEntry(ctx, account, 1)
}
