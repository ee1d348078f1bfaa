// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type worker struct {
	client *sqs.Client
	queue  string
}

func (w *worker) convert(ctx context.Context, body *string) error { return ctx.Err() }

func (w *worker) bad(ctx context.Context) error {
	out, err := w.client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &w.queue})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		for {
			if err := w.convert(ctx, m.Body); err == nil {
				break
			}
			time.Sleep(time.Second) // want "warning: handler tries until it works, but the broker waits 30s"
		}
		if _, err := w.client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &w.queue, ReceiptHandle: m.ReceiptHandle}); err != nil {
			return err
		}
	}
	return nil
}

func (w *worker) good(ctx context.Context) error {
	out, err := w.client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &w.queue})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		if err := w.convert(ctx, m.Body); err != nil {
			continue // it comes again
		}
		if _, err := w.client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &w.queue, ReceiptHandle: m.ReceiptHandle}); err != nil {
			return err
		}
	}
	return nil
}
