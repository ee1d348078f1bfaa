package app

import (
	"context"
	"fmt"
	"time"

	"shop.example/shop/internal/billing/events"
)

// Remind notes that a customer was reminded of an invoice, and tells of it.
func (s *Service) Remind(ctx context.Context, invoiceID, email string, at time.Time) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE invoices SET reminded_at = $2 WHERE id = $1", invoiceID, at); err != nil {
		return fmt.Errorf("note reminder of %s: %w", invoiceID, err)
	}
	msg, err := events.Message(invoiceID, events.ReminderSent{InvoiceID: invoiceID, Email: email, SentAt: at})
	if err != nil {
		return err
	}
	if err := s.events.Publish(events.ReminderTopic, msg); err != nil {
		return fmt.Errorf("publish reminder of %s: %w", invoiceID, err)
	}
	return tx.Commit()
}
