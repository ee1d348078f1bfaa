// Package ports is what the application of billing needs from the outside.
package ports

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/jmoiron/sqlx"

	"shop.example/shop/internal/billing/domain"
)

// Invoices stores invoices and payments through a database or a transaction.
type Invoices interface {
	Issue(ctx context.Context, db sqlx.ExtContext, inv domain.Invoice) (issued bool, err error)
	Pay(ctx context.Context, db sqlx.ExtContext, p domain.Payment) error
	Refund(ctx context.Context, db sqlx.ExtContext, paymentID string, cents int64) error
}

// Outbox makes publishers that store their messages in a transaction.
type Outbox interface {
	In(tx *sql.Tx) (message.Publisher, error)
}
