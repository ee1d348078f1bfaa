// Package pg stands in for the real library in fixtures.
package pg

type DB struct{ *baseDB }

type Tx struct{}

func (tx *Tx) Insert(model ...any) error { panic("stub") }

type baseDB struct{}

func (db *baseDB) Insert(model ...any) error                 { panic("stub") }
func (db *baseDB) RunInTransaction(fn func(*Tx) error) error { panic("stub") }
