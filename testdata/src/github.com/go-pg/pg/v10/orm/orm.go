// Package orm stands in for the real library in fixtures.
package orm

type Query struct{ model any }
