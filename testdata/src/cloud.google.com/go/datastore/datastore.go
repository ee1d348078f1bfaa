// Package datastore stands in for the real library in fixtures.
package datastore

import "context"

type Client struct{}

func (c *Client) NewTransaction(ctx context.Context, opts ...TransactionOption) (t *Transaction, err error) {
	panic("stub")
}
func (c *Client) Put(ctx context.Context, key *Key, src any) (*Key, error) { panic("stub") }
func (c *Client) RunInTransaction(ctx context.Context, f func(tx *Transaction) error, opts ...TransactionOption) (cmt *Commit, err error) {
	panic("stub")
}

type Commit struct{}

type Key struct{}

func NameKey(kind string, name string, parent *Key) *Key { panic("stub") }

type PendingKey struct{}

type Transaction struct{}

func (t *Transaction) Commit() (c *Commit, err error)             { panic("stub") }
func (t *Transaction) Put(key *Key, src any) (*PendingKey, error) { panic("stub") }
func (t *Transaction) Rollback() (err error)                      { panic("stub") }

type TransactionOption any
