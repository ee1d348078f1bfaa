// Package lo stands in for the real library in fixtures.
package lo

func ForEach[T any](collection []T, callback func(item T, index int)) {}
