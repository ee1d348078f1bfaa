// Package app publishes through a wrapper in another package, an event whose parts are in embedded structs.
package app

import (
	"context"

	"schemabreak/wrapper/publisher"
)

// Meta is in all events.
type Meta struct {
	ID string `json:"id"`
	At string `json:"at"` // want "error: .Invoiced. at: J15"
}

// Invoiced says that an invoice was written.
type Invoiced struct {
	Meta
	Lines []Line `json:"lines"`
}

// Line is one of an invoice.
type Line struct { // want "error: .Invoiced. lines...price: J0[56]"
	Name  string `json:"name"`
	Cents int64  `json:"cents"`
}

func invoice(ctx context.Context, b *publisher.Bus, e Invoiced) error {
	return b.Publish(ctx, "invoices", e)
}
