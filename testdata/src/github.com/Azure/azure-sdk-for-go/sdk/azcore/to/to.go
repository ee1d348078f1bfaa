// Package to stands in for the real library in fixtures.
package to

func Ptr[T any](v T) *T { panic("stub") }
