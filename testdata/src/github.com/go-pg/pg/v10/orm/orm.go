// Package orm stands in for the real library in fixtures.
package orm

type Query struct{}

func (q *Query) Delete(values ...any) (Result, error)         { panic("stub") }
func (q *Query) Insert(values ...any) (Result, error)         { panic("stub") }
func (q *Query) OnConflict(s string, params ...any) *Query    { panic("stub") }
func (q *Query) Select(values ...any) error                   { panic("stub") }
func (q *Query) Update(scan ...any) (Result, error)           { panic("stub") }
func (q *Query) Where(condition string, params ...any) *Query { panic("stub") }
func (q *Query) WherePK() *Query                              { panic("stub") }

type Result any
