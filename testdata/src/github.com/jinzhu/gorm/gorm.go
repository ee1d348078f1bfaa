// Package gorm stands in for the real library in fixtures.
package gorm

type DB struct{ Error error }

type Scope struct{}

func (s *DB) Create(value interface{}) *DB { panic("stub") }
