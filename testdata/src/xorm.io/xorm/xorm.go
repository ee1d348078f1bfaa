// Package xorm stands in for the real library in fixtures.
package xorm

type Engine struct{}

func (engine *Engine) ID(id any) *Session                                     { panic("stub") }
func (engine *Engine) Insert(beans ...any) (int64, error)                     { panic("stub") }
func (engine *Engine) NewSession() *Session                                   { panic("stub") }
func (engine *Engine) Transaction(f func(*Session) (any, error)) (any, error) { panic("stub") }

type Session struct{}

func (session *Session) Begin() error                                     { panic("stub") }
func (session *Session) Close() error                                     { panic("stub") }
func (session *Session) Commit() error                                    { panic("stub") }
func (session *Session) Insert(beans ...any) (int64, error)               { panic("stub") }
func (session *Session) Rollback() error                                  { panic("stub") }
func (session *Session) Update(bean any, condiBean ...any) (int64, error) { panic("stub") }
