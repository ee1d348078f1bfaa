// Package adapter implements the application's ports.
package adapter

import (
	"context"

	"lostpublish/app"
	"lostpublish/wrapper"
)

type events struct{ bus *wrapper.Bus }

func (e events) Placed(ctx context.Context, order string) error {
	return e.bus.Send(ctx, "orders.placed.v1", []byte(order))
}

func (e events) Moved(ctx context.Context, order string) {
	e.bus.Notify(ctx, "orders.moved.v1", []byte(order))
}

// Wire joins the parts.
func Wire(b *wrapper.Bus) *app.Orders { return app.New(events{b}) }
