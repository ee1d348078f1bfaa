// Package mongo stands in for the real library in fixtures.
package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

type InsertOneResult struct{ InsertedID any }

type Collection struct{}

func (coll *Collection) InsertOne(ctx context.Context, document any, opts ...options.Lister[options.InsertOneOptions]) (*InsertOneResult, error) {
	panic("stub")
}

func (coll *Collection) UpdateOne(ctx context.Context, filter any, update any, opts ...options.Lister[options.UpdateOneOptions]) (*UpdateResult, error) {
	panic("stub")
}
func (coll *Collection) DeleteOne(ctx context.Context, filter any, opts ...options.Lister[options.DeleteOneOptions]) (*DeleteResult, error) {
	panic("stub")
}
func (coll *Collection) Find(ctx context.Context, filter any, opts ...options.Lister[options.FindOptions]) (*Cursor, error) {
	panic("stub")
}
func (coll *Collection) FindOne(ctx context.Context, filter any, opts ...options.Lister[options.FindOneOptions]) *SingleResult {
	panic("stub")
}

type UpdateResult struct{ MatchedCount int64 }

type DeleteResult struct{ DeletedCount int64 }

type Cursor struct{}

func (c *Cursor) Next(ctx context.Context) bool { panic("stub") }
func (c *Cursor) Decode(val any) error          { panic("stub") }

type SingleResult struct{}

func (sr *SingleResult) Decode(v any) error { panic("stub") }

type Session struct{}

func (s *Session) WithTransaction(ctx context.Context, fn func(ctx context.Context) (any, error), opts ...options.Lister[options.TransactionOptions]) (any, error) {
	panic("stub")
}
func (s *Session) StartTransaction(opts ...options.Lister[options.TransactionOptions]) error {
	panic("stub")
}
func (s *Session) CommitTransaction(ctx context.Context) error { panic("stub") }
func (s *Session) AbortTransaction(ctx context.Context) error  { panic("stub") }
func (s *Session) EndSession(ctx context.Context)              { panic("stub") }

type Client struct{}

func (c *Client) StartSession(opts ...options.Lister[options.SessionOptions]) (*Session, error) {
	panic("stub")
}
func (c *Client) UseSession(ctx context.Context, fn func(context.Context) error) error {
	panic("stub")
}

func SessionFromContext(ctx context.Context) *Session                         { panic("stub") }
func NewSessionContext(parent context.Context, sess *Session) context.Context { panic("stub") }
func WithSession(ctx context.Context, sess *Session, fn func(context.Context) error) error {
	panic("stub")
}

type Database struct{}

func (db *Database) Collection(name string, opts ...options.Lister[options.CollectionOptions]) *Collection {
	panic("stub")
}

func IsDuplicateKeyError(err error) bool { panic("stub") }
