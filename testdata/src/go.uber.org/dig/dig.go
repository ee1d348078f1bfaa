// Package dig stands in for the real library in fixtures.
package dig

type (
	Container     struct{}
	Option        interface{}
	ProvideOption interface{}
)

func New(opts ...Option) *Container                                       { return nil }
func As(i ...any) ProvideOption                                           { return nil }
func (c *Container) Provide(constructor any, opts ...ProvideOption) error { return nil }
