package app

import (
	"context"
	"fmt"

	"github.com/ThreeDotsLabs/watermill/message"

	"shop.example/shop/internal/billing/domain"
	"shop.example/shop/internal/billing/events"
)

// RecordPayment books a payment and tells of it.
func (s *Service) RecordPayment(ctx context.Context, p domain.Payment) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := s.invoices.Pay(ctx, tx, p); err != nil {
		tx.Rollback()
		return err
	}
	tx.Commit()

	msg, err := receivedMessage(p)
	if err != nil {
		return err
	}
	return s.events.Publish(events.InvoiceTopic, msg)
}

// RecordPaymentChecked books a payment, and tells of it once that is certain.
func (s *Service) RecordPaymentChecked(ctx context.Context, p domain.Payment) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := s.invoices.Pay(ctx, tx, p); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit payment %s: %w", p.ID, err)
	}

	msg, err := receivedMessage(p)
	if err != nil {
		return err
	}
	return s.events.Publish(events.InvoiceTopic, msg)
}

// RefundPayment tells the bank's adapter to pay money back, and notes it.
func (s *Service) RefundPayment(ctx context.Context, paymentID string, cents int64) error {
	msg, err := refundedMessage(paymentID, cents)
	if err != nil {
		return err
	}
	if err := s.events.Publish(events.InvoiceTopic, msg); err != nil {
		return fmt.Errorf("publish refund of %s: %w", paymentID, err)
	}
	return s.invoices.Refund(ctx, s.db, paymentID, cents)
}

// RefundPaymentOutbox notes that money is paid back, and stores the event for the bank's adapter with it.
func (s *Service) RefundPaymentOutbox(ctx context.Context, paymentID string, cents int64) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := s.invoices.Refund(ctx, tx, paymentID, cents); err != nil {
		return err
	}
	msg, err := refundedMessage(paymentID, cents)
	if err != nil {
		return err
	}
	outbox, err := s.outbox.In(tx.Tx)
	if err != nil {
		return fmt.Errorf("open outbox: %w", err)
	}
	if err := outbox.Publish(events.InvoiceTopic, msg); err != nil {
		return fmt.Errorf("store refund of %s: %w", paymentID, err)
	}
	return tx.Commit()
}

// StartDunning tells that an invoice was not paid in time.
func (s *Service) StartDunning(_ context.Context, invoiceID string) error {
	msg, err := events.Message(invoiceID, events.DunningStarted{InvoiceID: invoiceID, Level: 1})
	if err != nil {
		return err
	}
	return s.events.Publish(events.DunningTopic, msg)
}

// MarkOverdue tells that an invoice was not paid in time.
func (s *Service) MarkOverdue(_ context.Context, invoiceID string) error {
	msg, err := events.Message(invoiceID, events.InvoiceOverdueV1{InvoiceID: invoiceID, Level: 1})
	if err != nil {
		return err
	}
	return s.events.Publish(events.DunningTopic, msg)
}

func receivedMessage(p domain.Payment) (*message.Message, error) {
	return events.Message(p.InvoiceID, events.PaymentReceived{PaymentID: p.ID, InvoiceID: p.InvoiceID, Cents: p.Cents, ReceivedAt: p.ReceivedAt})
}

func refundedMessage(paymentID string, cents int64) (*message.Message, error) {
	return events.Message(paymentID, events.PaymentRefunded{PaymentID: paymentID, Cents: cents})
}
