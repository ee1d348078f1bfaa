// Package sqlcgen has the shape of what sqlc writes.
package sqlcgen

import (
	"context"
	"database/sql"
)

// DBTX is a database or a transaction.
type DBTX interface {
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...interface{}) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
}

// New makes Queries.
func New(db DBTX) *Queries { return &Queries{db: db} }

// Queries has a method for each statement.
type Queries struct{ db DBTX }

// WithTx makes Queries of a transaction.
func (q *Queries) WithTx(tx *sql.Tx) *Queries { return &Queries{db: tx} }

const placeOrder = `-- name: PlaceOrder :exec
INSERT INTO orders (id) VALUES ($1)
`

// PlaceOrder inserts a row.
func (q *Queries) PlaceOrder(ctx context.Context, id string) error {
	_, err := q.db.ExecContext(ctx, placeOrder, id)
	return err
}

const addToOutbox = `-- name: AddToOutbox :exec
INSERT INTO outbox (payload) VALUES ($1)
`

// AddToOutbox inserts an event.
func (q *Queries) AddToOutbox(ctx context.Context, payload []byte) error {
	_, err := q.db.ExecContext(ctx, addToOutbox, payload)
	return err
}
