// Package queue wraps a client.
package queue

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// Queue is a queue.
type Queue struct{ Client *sqs.Client }

// Send is told of once, not at its callers.
func (q *Queue) Send(ctx context.Context, in *sqs.SendMessageBatchInput) error {
	_, err := q.Client.SendMessageBatch(ctx, in) // want "error: nobody looks at which entries"
	return err
}

// Try leaves it to its callers, one of which looks.
func (q *Queue) Try(ctx context.Context, in *sqs.SendMessageBatchInput) (*sqs.SendMessageBatchOutput, error) {
	return q.Client.SendMessageBatch(ctx, in)
}

// Guess leaves it to callers that do not look.
func (q *Queue) Guess(ctx context.Context, in *sqs.SendMessageBatchInput) (*sqs.SendMessageBatchOutput, error) {
	return q.Client.SendMessageBatch(ctx, in) // want "error: nobody looks at which entries"
}
