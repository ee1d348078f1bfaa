// Package mongo stands in for the real library in fixtures.
package mongo

import "context"

type InsertOneResult struct{ InsertedID any }

type Collection struct{}

func (coll *Collection) InsertOne(ctx context.Context, document any) (*InsertOneResult, error) {
	panic("stub")
}

type Session struct{}

func (s *Session) WithTransaction(ctx context.Context, fn func(ctx context.Context) (any, error)) (any, error) {
	panic("stub")
}
func (s *Session) EndSession(ctx context.Context) { panic("stub") }

type Client struct{}

func (c *Client) StartSession() (*Session, error) { panic("stub") }
