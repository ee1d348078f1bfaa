// Package port is what the application needs of the outside.
package port

import "context"

// Events publishes what happened.
type Events interface {
	Placed(ctx context.Context, order string) error
	Moved(ctx context.Context, order string)
}
