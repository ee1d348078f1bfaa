// Package entgen has the shape of a client that ent writes.
package entgen

import (
	"context"

	"entgo.io/ent"
)

// Client is the database.
type Client struct{ Order *OrderClient }

// Tx is a transaction.
type Tx struct{ Order *OrderClient }

// Order is a row.
type Order struct{ value ent.Value }

// OrderClient builds statements.
type OrderClient struct{}

// OrderCreate is an INSERT.
type OrderCreate struct{}

func (c *Client) Tx(ctx context.Context) (*Tx, error)            { panic("stub") }
func (tx *Tx) Commit() error                                     { panic("stub") }
func (tx *Tx) Rollback() error                                   { panic("stub") }
func (tx *Tx) Client() *Client                                   { panic("stub") }
func (c *OrderClient) Create() *OrderCreate                      { panic("stub") }
func (oc *OrderCreate) Save(ctx context.Context) (*Order, error) { panic("stub") }
