// Package domain knows invoices and payments.
package domain

import "time"

// Invoice asks for the money of one order.
type Invoice struct {
	ID       string    `db:"id"`
	OrderID  string    `db:"order_id"`
	Cents    int64     `db:"cents"`
	Paid     int64     `db:"paid_cents"`
	IssuedAt time.Time `db:"issued_at"`
}

// Payment is money for an invoice. Its id is given by the bank.
type Payment struct {
	ID         string    `db:"id"`
	InvoiceID  string    `db:"invoice_id"`
	Cents      int64     `db:"cents"`
	ReceivedAt time.Time `db:"received_at"`
}
