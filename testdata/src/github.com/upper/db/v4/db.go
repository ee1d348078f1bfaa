// Package db stands in for the real library in fixtures.
package db

import (
	"context"
	"database/sql"
)

type Collection interface {
	Find(...any) Result
	Insert(any) (InsertResult, error)
}

type InsertResult any

type Inserter interface {
	SQLExecer
	Values(...any) Inserter
}

type SQLExecer interface {
	Exec() (sql.Result, error)
	ExecContext(context.Context) (sql.Result, error)
}

type Result interface{ Update(any) error }

type SQL interface{ InsertInto(table string) Inserter }

type Session interface {
	Collection(name string) Collection
	SQL() SQL
	Tx(fn func(sess Session) error) error
	TxContext(ctx context.Context, fn func(sess Session) error, opts *sql.TxOptions) error
}
