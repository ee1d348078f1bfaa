// Package audit reaches the broker through two packages, of which its own imports name one.
package audit

import (
	"context"

	"example.com/modular/trail"
)

// Lost drops what the publish returns.
func Lost(ctx context.Context, t *trail.Trail) {
	t.Note(ctx, "seen")
}

// Ignored drops it too, for a reason.
func Ignored(ctx context.Context, t *trail.Trail) {
	//buslint:ignore lostpublish nobody misses a note
	t.Note(ctx, "seen")
}

// Checked does not.
func Checked(ctx context.Context, t *trail.Trail) error { return t.Note(ctx, "seen") }
