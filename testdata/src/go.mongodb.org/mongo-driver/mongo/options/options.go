// Package options stands in for the real library in fixtures.
package options

type (
	InsertOneOptions   struct{}
	SessionOptions     struct{}
	TransactionOptions struct{}
)
