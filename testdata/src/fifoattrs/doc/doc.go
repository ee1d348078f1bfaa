// Package doc holds the example of the documentation.
package doc

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

const orders = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo"

func bad(ctx context.Context, client *sqs.Client, event string) error {
	_, err := client.SendMessage(ctx, &sqs.SendMessageInput{ // want "error: message for \"orders.fifo\" has no group id, so it is refused"
		QueueUrl:    aws.String(orders),
		MessageBody: aws.String(event),
	})
	return err
}

func good(ctx context.Context, client *sqs.Client, order, id, event string) error {
	_, err := client.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl:               aws.String(orders),
		MessageBody:            aws.String(event),
		MessageGroupId:         aws.String(order),
		MessageDeduplicationId: aws.String(id),
	})
	return err
}
