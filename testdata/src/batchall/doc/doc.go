// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
)

func bill(ctx context.Context, order string) error { return ctx.Err() }

func bad(ctx context.Context, event events.SQSEvent) error {
	for _, r := range event.Records {
		if err := bill(ctx, r.Body); err != nil { // want "warning: one record of events.SQSEvent that fails here repeats the whole batch"
			return err
		}
	}
	return nil
}

func good(ctx context.Context, event events.SQSEvent) (events.SQSEventResponse, error) {
	var out events.SQSEventResponse
	for _, r := range event.Records {
		if err := bill(ctx, r.Body); err != nil {
			out.BatchItemFailures = append(out.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: r.MessageId})
		}
	}
	return out, nil
}
