// Package pool stands in for the real library in fixtures.
package pool

import "context"

type (
	Pool        struct{}
	ErrorPool   struct{}
	ContextPool struct{}
)

func New() *Pool                                             { return nil }
func (p *Pool) Go(f func())                                  {}
func (p *Pool) Wait()                                        {}
func (p *Pool) WithErrors() *ErrorPool                       { return nil }
func (p *ErrorPool) Go(f func() error)                       {}
func (p *ErrorPool) Wait() error                             { return nil }
func (p *Pool) WithContext(ctx context.Context) *ContextPool { return nil }
func (p *ContextPool) Go(f func(ctx context.Context) error)  {}
func (p *ContextPool) Wait() error                           { return nil }
