package gorm

import (
	"context"

	"gorm.io/gorm/clause"
)

type CreateInterface[T any] interface {
	Create(ctx context.Context, r *T) error
}

type Interface[T any] interface {
	CreateInterface[T]
	Exec(ctx context.Context, sql string, values ...any) error
}

type Session struct{ NewDB bool }

func G[T any](db *DB, opts ...clause.Expression) Interface[T] { panic("stub") }

func (db *DB) Session(config *Session) *DB                    { panic("stub") }
func (db *DB) Updates(values any) (tx *DB)                    { panic("stub") }
func (db *DB) Delete(value any, conds ...any) (tx *DB)        { panic("stub") }
func (db *DB) FirstOrCreate(dest any, conds ...any) (tx *DB)  { panic("stub") }
func (db *DB) Exec(sql string, values ...any) (tx *DB)        { panic("stub") }
func (db *DB) AutoMigrate(dst ...any) error                   { panic("stub") }
func (db *DB) Table(name string, args ...any) (tx *DB)        { panic("stub") }
func (db *DB) Clauses(conds ...clause.Expression) (tx *DB)    { panic("stub") }
func (db *DB) UpdateColumn(column string, value any) (tx *DB) { panic("stub") }

func Expr(expr string, args ...any) clause.Expr { panic("stub") }
