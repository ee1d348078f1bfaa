// Package gorm stands in for the real library in fixtures.
package gorm

import (
	"context"
	"database/sql"
	"time"
)

type DB struct {
	Error        error
	RowsAffected int64
}

func (db *DB) Begin(opts ...*sql.TxOptions) *DB                                      { panic("stub") }
func (db *DB) Commit() *DB                                                           { panic("stub") }
func (db *DB) Rollback() *DB                                                         { panic("stub") }
func (db *DB) Transaction(fc func(tx *DB) error, opts ...*sql.TxOptions) (err error) { panic("stub") }
func (db *DB) SavePoint(name string) *DB                                             { panic("stub") }
func (db *DB) RollbackTo(name string) *DB                                            { panic("stub") }
func (db *DB) WithContext(ctx context.Context) *DB                                   { panic("stub") }
func (db *DB) Model(value any) *DB                                                   { panic("stub") }
func (db *DB) Where(query any, args ...any) (tx *DB)                                 { panic("stub") }
func (db *DB) Create(value any) (tx *DB)                                             { panic("stub") }
func (db *DB) Update(column string, value any) (tx *DB)                              { panic("stub") }
func (db *DB) Find(dest any, conds ...any) (tx *DB)                                  { panic("stub") }
func (db *DB) First(dest any, conds ...any) (tx *DB)                                 { panic("stub") }
func (db *DB) Save(value any) (tx *DB)                                               { panic("stub") }

type Model struct {
	ID        uint `gorm:"primarykey"`
	CreatedAt time.Time
	UpdatedAt time.Time
}

var ErrRecordNotFound error
