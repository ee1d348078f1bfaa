// Package ent has the shape of what ent generates.
package ent

import (
	"context"

	"entgo.io/ent"
)

type (
	Client      struct{ Order *OrderClient }
	Tx          struct{ Order *OrderClient }
	OrderClient struct{ hooks []ent.Hook }
	OrderCreate struct{ hooks []ent.Hook }
	Order       struct{ ID int }

	Committer interface {
		Commit(context.Context, *Tx) error
	}
	CommitFunc func(context.Context, *Tx) error
	CommitHook func(Committer) Committer
)

func (f CommitFunc) Commit(ctx context.Context, tx *Tx) error { return f(ctx, tx) }

func (c *Client) Tx(ctx context.Context) (*Tx, error) { panic("stub") }
func (tx *Tx) Commit() error                          { panic("stub") }
func (tx *Tx) Rollback() error                        { panic("stub") }
func (tx *Tx) Client() *Client                        { panic("stub") }
func (tx *Tx) OnCommit(f CommitHook)                  { panic("stub") }

func (c *OrderClient) Create() *OrderCreate { panic("stub") }

func (c *OrderCreate) SetStatus(s string) *OrderCreate          { return c }
func (c *OrderCreate) Save(ctx context.Context) (*Order, error) { panic("stub") }
