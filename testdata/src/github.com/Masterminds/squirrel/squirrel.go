// Package squirrel stands in for the real library in fixtures.
package squirrel

import "database/sql"

type Execer interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
}

type Queryer interface {
	Query(query string, args ...interface{}) (*sql.Rows, error)
}

type BaseRunner interface {
	Execer
	Queryer
}

type InsertBuilder struct{}

func Insert(into string) InsertBuilder                             { panic("stub") }
func (b InsertBuilder) Values(values ...interface{}) InsertBuilder { panic("stub") }
func (b InsertBuilder) RunWith(runner BaseRunner) InsertBuilder    { panic("stub") }
func (b InsertBuilder) Exec() (sql.Result, error)                  { panic("stub") }

func (b InsertBuilder) Columns(columns ...string) InsertBuilder              { panic("stub") }
func (b InsertBuilder) Suffix(sql string, args ...interface{}) InsertBuilder { panic("stub") }
func (b InsertBuilder) ToSql() (string, []interface{}, error)                { panic("stub") }
