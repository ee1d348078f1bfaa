// Package libraries publishes batches through several libraries.
package libraries

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

var errSome = errors.New("some entries failed")

func kinesisUnread(ctx context.Context, c *kinesis.Client, in *kinesis.PutRecordsInput) error {
	if _, err := c.PutRecords(ctx, in); err != nil { // want "error: nobody looks at which entries"
		return err
	}
	return nil
}

func kinesisCount(ctx context.Context, c *kinesis.Client, in *kinesis.PutRecordsInput) error {
	out, err := c.PutRecords(ctx, in)
	if err != nil {
		return err
	}
	if out.FailedRecordCount != nil && *out.FailedRecordCount > 0 {
		return errSome
	}
	return nil
}

func kinesisRecords(ctx context.Context, c *kinesis.Client, in *kinesis.PutRecordsInput) error {
	out, err := c.PutRecords(ctx, in)
	if err != nil {
		return err
	}
	for _, r := range out.Records {
		if r.ErrorCode != nil {
			return errSome
		}
	}
	return nil
}

func bridgeUnread(ctx context.Context, c *eventbridge.Client, in *eventbridge.PutEventsInput) error {
	_, err := c.PutEvents(ctx, in) // want "error: nobody looks at which entries"
	return err
}

func bridgeCount(ctx context.Context, c *eventbridge.Client, in *eventbridge.PutEventsInput) error {
	out, err := c.PutEvents(ctx, in)
	if err != nil {
		return err
	}
	if out.FailedEntryCount > 0 {
		return errSome
	}
	return nil
}

func snsUnread(ctx context.Context, c *sns.Client, in *sns.PublishBatchInput) error {
	out, err := c.PublishBatch(ctx, in) // want "error: nobody looks at which entries"
	if err != nil {
		return err
	}
	if out == nil {
		return errSome
	}
	return nil
}

func snsFailed(ctx context.Context, c *sns.Client, in *sns.PublishBatchInput) error {
	out, err := c.PublishBatch(ctx, in)
	if err != nil {
		return err
	}
	for range out.Failed {
		return errSome
	}
	return nil
}

func sqsDeleted(ctx context.Context, c *sqs.Client, in *sqs.DeleteMessageBatchInput) error {
	_, err := c.DeleteMessageBatch(ctx, in) // want "warning: nobody looks at which entries of the batch failed, so these messages are delivered again"
	return err
}

func sqsDeletedFailed(ctx context.Context, c *sqs.Client, in *sqs.DeleteMessageBatchInput) (int, error) {
	out, err := c.DeleteMessageBatch(ctx, in)
	if err != nil {
		return 0, err
	}
	return len(out.Failed), nil
}

// Not even the error is looked at, which is another rule's matter.
func sqsDropped(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) {
	_, _ = c.SendMessageBatch(ctx, in)
}

// One message at a time fails as a whole.
func sqsOne(ctx context.Context, c *sqs.Client, in *sqs.SendMessageInput) error {
	_, err := c.SendMessage(ctx, in)
	return err
}
