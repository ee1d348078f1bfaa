// Package app holds the use cases of billing.
package app

import (
	"context"
	"fmt"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/jmoiron/sqlx"

	"shop.example/shop/internal/billing/domain"
	"shop.example/shop/internal/billing/events"
	"shop.example/shop/internal/billing/ports"
)

// Service writes invoices and takes money.
type Service struct {
	db       *sqlx.DB
	invoices ports.Invoices
	events   message.Publisher
	outbox   ports.Outbox
}

// New makes the service. Events go to the broker, the outbox goes through a transaction.
func New(db *sqlx.DB, invoices ports.Invoices, events message.Publisher, outbox ports.Outbox) *Service {
	return &Service{db: db, invoices: invoices, events: events, outbox: outbox}
}

// IssueInvoice stores an invoice and tells of it.
func (s *Service) IssueInvoice(ctx context.Context, inv domain.Invoice) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()

	issued, err := s.invoices.Issue(ctx, tx, inv)
	if err != nil || !issued {
		return err
	}
	msg, err := issuedMessage(inv)
	if err != nil {
		return err
	}
	if err := s.events.Publish(events.InvoiceTopic, msg); err != nil {
		return fmt.Errorf("publish invoice %s: %w", inv.ID, err)
	}
	return tx.Commit()
}

// IssueInvoiceOutbox stores an invoice together with its event.
func (s *Service) IssueInvoiceOutbox(ctx context.Context, inv domain.Invoice) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()

	issued, err := s.invoices.Issue(ctx, tx, inv)
	if err != nil || !issued {
		return err
	}
	msg, err := issuedMessage(inv)
	if err != nil {
		return err
	}
	outbox, err := s.outbox.In(tx.Tx)
	if err != nil {
		return fmt.Errorf("open outbox: %w", err)
	}
	if err := outbox.Publish(events.InvoiceTopic, msg); err != nil {
		return fmt.Errorf("store event of invoice %s: %w", inv.ID, err)
	}
	return tx.Commit()
}

func issuedMessage(inv domain.Invoice) (*message.Message, error) {
	return events.Message(inv.ID, events.InvoiceIssued{InvoiceID: inv.ID, OrderID: inv.OrderID, Cents: inv.Cents, IssuedAt: inv.IssuedAt})
}
