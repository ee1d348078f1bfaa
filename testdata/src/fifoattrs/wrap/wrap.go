// Package wrap sends through an in-house queue of another package.
package wrap

import (
	"context"

	"fifoattrs/wrap/bus"
)

func run(ctx context.Context, q *bus.Queue) error {
	return q.Send(ctx, "https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo", "{}") // want "error: message for \"orders.fifo\" has no group id, so it is refused"
}

func standard(ctx context.Context, q *bus.Queue) error {
	return q.Send(ctx, "https://sqs.eu-west-1.amazonaws.com/123456789012/mails", "{}")
}
