// Package wrap handles each record in another package.
package wrap

import (
	"context"

	"github.com/aws/aws-lambda-go/events"

	"batchall/wrap/orders"
)

func handle(ctx context.Context, event events.SQSEvent) error {
	for _, r := range event.Records {
		if err := orders.Bill(ctx, r); err != nil { // want "one record of events.SQSEvent that fails here repeats the whole batch"
			return err
		}
	}
	return nil
}
