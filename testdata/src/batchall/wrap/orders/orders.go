// Package orders bills orders.
package orders

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
)

// Bill bills the order of a message.
func Bill(ctx context.Context, m events.SQSMessage) error {
	if m.Body == "" {
		return nil
	}
	return ctx.Err()
}
