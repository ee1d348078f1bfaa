// Package trail wraps the wrapper.
package trail

import (
	"context"

	"example.com/modular/bus"
)

// Trail keeps notes.
type Trail struct{ bus *bus.Bus }

// Note publishes a note.
func (t *Trail) Note(ctx context.Context, text string) error {
	return t.bus.Publish(ctx, "notes.v1", []byte(text))
}
