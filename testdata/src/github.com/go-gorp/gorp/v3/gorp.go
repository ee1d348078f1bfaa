// Package gorp stands in for the real library in fixtures.
package gorp

type DbMap struct{}

func (m *DbMap) Begin() (*Transaction, error) { panic("stub") }
func (m *DbMap) Insert(list ...any) error     { panic("stub") }

type SqlExecutor interface{ Insert(list ...any) error }

type Transaction struct{}

func (t *Transaction) Commit() error            { panic("stub") }
func (t *Transaction) Insert(list ...any) error { panic("stub") }
func (t *Transaction) Rollback() error          { panic("stub") }
