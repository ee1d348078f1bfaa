// Package postgres stores invoices in PostgreSQL.
package postgres

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"shop.example/shop/internal/billing/domain"
)

// Invoices is the tables of invoices and payments.
type Invoices struct{}

// Issue inserts an invoice, unless the order has one.
func (Invoices) Issue(ctx context.Context, db sqlx.ExtContext, inv domain.Invoice) (bool, error) {
	res, err := sqlx.NamedExecContext(ctx, db, `
		INSERT INTO invoices (id, order_id, cents, paid_cents, issued_at)
		VALUES (:id, :order_id, :cents, :paid_cents, :issued_at) ON CONFLICT (order_id) DO NOTHING`, inv)
	if err != nil {
		return false, fmt.Errorf("insert invoice of order %s: %w", inv.OrderID, err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// Pay inserts a payment and adds it to its invoice.
func (Invoices) Pay(ctx context.Context, db sqlx.ExtContext, p domain.Payment) error {
	if _, err := sqlx.NamedExecContext(ctx, db, `
		INSERT INTO payments (id, invoice_id, cents, received_at) VALUES (:id, :invoice_id, :cents, :received_at)`, p); err != nil {
		return fmt.Errorf("insert payment %s: %w", p.ID, err)
	}
	if _, err := db.ExecContext(ctx, `
		UPDATE invoices SET paid_cents = (SELECT sum(cents) FROM payments WHERE invoice_id = $1) WHERE id = $1`, p.InvoiceID); err != nil {
		return fmt.Errorf("update invoice %s: %w", p.InvoiceID, err)
	}
	return nil
}

// Refund notes what was paid back.
func (Invoices) Refund(ctx context.Context, db sqlx.ExtContext, paymentID string, cents int64) error {
	if _, err := db.ExecContext(ctx, `UPDATE payments SET refunded_cents = $2 WHERE id = $1`, paymentID, cents); err != nil {
		return fmt.Errorf("refund payment %s: %w", paymentID, err)
	}
	return nil
}
