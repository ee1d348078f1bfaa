// Package wire stands in for the real library in fixtures.
package wire

type (
	ProviderSet struct{}
	Binding     struct{}
)

func NewSet(...any) ProviderSet  { return ProviderSet{} }
func Bind(iface, to any) Binding { return Binding{} }
