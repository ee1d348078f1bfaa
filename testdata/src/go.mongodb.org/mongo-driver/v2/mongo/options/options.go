// Package options stands in for the real library in fixtures.
package options

type Lister[T any] interface{ List() []func(*T) error }

type InsertOneOptions struct{}

type SessionOptions struct{}

type TransactionOptions struct{}

type UpdateOneOptions struct{}

type DeleteOneOptions struct{}

type FindOptions struct{}

type FindOneOptions struct{}

type CollectionOptions struct{}
