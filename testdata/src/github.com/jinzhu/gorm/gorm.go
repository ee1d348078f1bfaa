// Package gorm stands in for the real library in fixtures.
package gorm

type DB struct{ Error error }

func (s *DB) Begin() *DB                                    { panic("stub") }
func (s *DB) Commit() *DB                                   { panic("stub") }
func (s *DB) Create(value any) *DB                          { panic("stub") }
func (s *DB) Model(value any) *DB                           { panic("stub") }
func (s *DB) Rollback() *DB                                 { panic("stub") }
func (s *DB) Save(value any) *DB                            { panic("stub") }
func (s *DB) Transaction(fc func(tx *DB) error) (err error) { panic("stub") }
func (s *DB) Update(attrs ...any) *DB                       { panic("stub") }
func (s *DB) Where(query any, args ...any) *DB              { panic("stub") }

type Scope struct{}
