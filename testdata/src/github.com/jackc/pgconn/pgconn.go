// Package pgconn stands in for the real library in fixtures.
package pgconn

type CommandTag []byte
