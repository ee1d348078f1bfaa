// Package registered puts its types together in containers, which turn them into interfaces by reflection.
package registered

import (
	"github.com/google/wire"
	"github.com/samber/do/v2"
	"go.uber.org/dig"
	"go.uber.org/fx"

	"txpublish/registered/adapter"
	"txpublish/registered/port"
)

// Set is read by wire's generator.
var Set = wire.NewSet(adapter.NewWired, wire.Bind(new(port.Wire), new(*adapter.Wired)))

func App() *fx.App {
	return fx.New(
		fx.Provide(fx.Annotate(adapter.NewEvents, fx.As(new(port.Fx)))),
		fx.Invoke(func(*Service) {}),
	)
}

func Container() (*dig.Container, error) {
	c := dig.New()
	return c, c.Provide(adapter.NewEvents, dig.As(new(port.Dig)))
}

func Inject(i do.Injector) error { return do.As[*adapter.Events, port.Do](i) }
