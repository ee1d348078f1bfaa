package sqlx

import (
	"context"
	"database/sql"
)

type Stmt struct{ *sql.Stmt }

type NamedStmt struct{ Stmt *Stmt }

func (n *NamedStmt) Exec(arg any) (sql.Result, error) { panic("stub") }

func (db *DB) Beginx() (*Tx, error)                                { panic("stub") }
func (db *DB) NamedExec(query string, arg any) (sql.Result, error) { panic("stub") }
func (tx *Tx) MustExec(query string, args ...any) sql.Result       { panic("stub") }
func (tx *Tx) PrepareNamed(query string) (*NamedStmt, error)       { panic("stub") }

func (db *DB) GetContext(ctx context.Context, dest any, query string, args ...any) error {
	panic("stub")
}
