// Package port has interfaces that only containers implement: nowhere does the code turn a type into one of them.
package port

import "context"

type Fx interface {
	PlacedFx(ctx context.Context, id string) error
}

type Dig interface {
	PlacedDig(ctx context.Context, id string) error
}

type Wire interface {
	PlacedWire(ctx context.Context, id string) error
}

type Do interface {
	PlacedDo(ctx context.Context, id string) error
}

// Nobody is an interface that no container is told of.
type Nobody interface {
	PlacedByNobody(ctx context.Context, id string) error
}
