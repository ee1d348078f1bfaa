// Package mongo stands in for the real library in fixtures.
package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo/options"
)

type InsertOneResult struct{ InsertedID interface{} }

type Collection struct{}

func (coll *Collection) InsertOne(ctx context.Context, document interface{}, opts ...*options.InsertOneOptions) (*InsertOneResult, error) {
	panic("stub")
}

type Session interface {
	StartTransaction(...*options.TransactionOptions) error
	AbortTransaction(context.Context) error
	CommitTransaction(context.Context) error
	WithTransaction(ctx context.Context, fn func(ctx SessionContext) (interface{}, error), opts ...*options.TransactionOptions) (interface{}, error)
	EndSession(context.Context)
}

type SessionContext interface {
	context.Context
	Session
}

type Client struct{}

func (c *Client) StartSession(opts ...*options.SessionOptions) (Session, error) { panic("stub") }
func (c *Client) UseSession(ctx context.Context, fn func(SessionContext) error) error {
	panic("stub")
}
