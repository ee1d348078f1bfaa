// Package sqlc has the shape of what sqlc generates.
package sqlc

import (
	"context"
	"database/sql"
)

type DBTX interface {
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...interface{}) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
}

func New(db DBTX) *Queries { return &Queries{db: db} }

type Queries struct{ db DBTX }

func (q *Queries) WithTx(tx *sql.Tx) *Queries { return &Queries{db: tx} }

const createOrder = `-- name: CreateOrder :exec
INSERT INTO orders (id) VALUES ($1)
`

func (q *Queries) CreateOrder(ctx context.Context, id string) error {
	_, err := q.db.ExecContext(ctx, createOrder, id)
	return err
}
