// Package pgconn stands in for the real library in fixtures.
package pgconn

type CommandTag struct{}

func (ct CommandTag) RowsAffected() int64 { panic("stub") }
