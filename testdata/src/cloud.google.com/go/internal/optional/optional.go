// Package optional stands in for the real library in fixtures.
package optional

type Duration interface{}
