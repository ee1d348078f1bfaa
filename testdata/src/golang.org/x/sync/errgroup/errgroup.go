// Package errgroup stands in for the real library in fixtures.
package errgroup

import "context"

type Group struct{}

func WithContext(ctx context.Context) (*Group, context.Context) { panic("stub") }

func (g *Group) Go(f func() error) { panic("stub") }
func (g *Group) Wait() error       { panic("stub") }
