// Package do stands in for the real library in fixtures.
package do

type (
	Injector        interface{ ID() string }
	Provider[T any] func(Injector) (T, error)
)

func Provide[T any](i Injector, provider Provider[T]) {}
func As[Initial any, Alias any](i Injector) error     { return nil }
