// Package schema stands in for the real library in fixtures.
package schema

type BaseModel struct{}
