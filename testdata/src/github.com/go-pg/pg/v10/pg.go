// Package pg stands in for the real library in fixtures.
package pg

import "github.com/go-pg/pg/v10/orm"

type Query = orm.Query

type baseDB struct{}

func (db *baseDB) Model(model ...any) *Query { panic("stub") }

type DB struct{ *baseDB }
