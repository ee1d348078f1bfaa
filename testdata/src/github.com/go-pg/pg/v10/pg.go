// Package pg stands in for the real library in fixtures.
package pg

import (
	"context"

	"github.com/go-pg/pg/v10/orm"
)

type DB struct{ *baseDB }

type DBI interface {
	Model(model ...any) *Query
	RunInTransaction(ctx context.Context, fn func(*Tx) error) error
}

type Query = orm.Query

type Result = orm.Result

type Tx struct{}

func (tx *Tx) Close() error                                                            { panic("stub") }
func (tx *Tx) Commit() error                                                           { panic("stub") }
func (tx *Tx) Exec(query any, params ...any) (Result, error)                           { panic("stub") }
func (tx *Tx) ExecContext(c context.Context, query any, params ...any) (Result, error) { panic("stub") }
func (tx *Tx) Model(model ...any) *Query                                               { panic("stub") }
func (tx *Tx) ModelContext(c context.Context, model ...any) *Query                     { panic("stub") }
func (tx *Tx) Rollback() error                                                         { panic("stub") }

type baseDB struct{}

func (db *baseDB) Begin() (*Tx, error)                                   { panic("stub") }
func (db *baseDB) BeginContext(ctx context.Context) (*Tx, error)         { panic("stub") }
func (db *baseDB) Exec(query any, params ...any) (res Result, err error) { panic("stub") }
func (db *baseDB) ExecContext(c context.Context, query any, params ...any) (Result, error) {
	panic("stub")
}
func (db *baseDB) Model(model ...any) *Query                                      { panic("stub") }
func (db *baseDB) ModelContext(c context.Context, model ...any) *Query            { panic("stub") }
func (db *baseDB) RunInTransaction(ctx context.Context, fn func(*Tx) error) error { panic("stub") }
