// Package bus is an in-house queue.
package bus

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// Queue sends to queues.
type Queue struct{ client *sqs.Client }

// Send sends a body to a queue.
func (q *Queue) Send(ctx context.Context, url, body string) error {
	_, err := q.client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(url), MessageBody: aws.String(body)})
	return err
}
