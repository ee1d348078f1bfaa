// Package fx stands in for the real library in fixtures.
package fx

type (
	App        struct{}
	Option     interface{ apply() }
	Annotation interface{ apply() }
)

func New(opts ...Option) *App                   { return nil }
func Provide(constructors ...any) Option        { return nil }
func Supply(values ...any) Option               { return nil }
func Invoke(funcs ...any) Option                { return nil }
func Annotate(t any, anns ...Annotation) any    { return nil }
func As(interfaces ...any) Annotation           { return nil }
func Module(name string, opts ...Option) Option { return nil }
func (a *App) Run()                             {}
