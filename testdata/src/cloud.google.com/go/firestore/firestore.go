// Package firestore stands in for the real library in fixtures.
package firestore

import "context"

type Client struct{}

func (c *Client) Collection(path string) *CollectionRef { panic("stub") }
func (c *Client) Doc(path string) *DocumentRef          { panic("stub") }
func (c *Client) RunTransaction(ctx context.Context, f func(context.Context, *Transaction) error, opts ...TransactionOption) (err error) {
	panic("stub")
}

type CollectionRef struct{}

func (c *CollectionRef) Add(ctx context.Context, data any) (*DocumentRef, *WriteResult, error) {
	panic("stub")
}
func (c *CollectionRef) Doc(id string) *DocumentRef { panic("stub") }

type DocumentRef struct{}

func (d *DocumentRef) Set(ctx context.Context, data any, opts ...SetOption) (_ *WriteResult, err error) {
	panic("stub")
}

type DocumentSnapshot struct{}

type SetOption any

type Transaction struct{}

func (t *Transaction) Get(dr *DocumentRef) (*DocumentSnapshot, error)         { panic("stub") }
func (t *Transaction) Set(dr *DocumentRef, data any, opts ...SetOption) error { panic("stub") }

type TransactionOption any

type WriteResult struct{}
