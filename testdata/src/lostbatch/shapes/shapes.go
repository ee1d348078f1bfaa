// Package shapes looks at results in several ways, or does not.
package shapes

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"lostbatch/queue"
)

var errSome = errors.New("some entries failed")

type sender interface {
	SendMessageBatch(ctx context.Context, params *sqs.SendMessageBatchInput, optFns ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error)
}

func behindInterface(ctx context.Context, s sender, in *sqs.SendMessageBatchInput) error {
	_, err := s.SendMessageBatch(ctx, in) // want "error: nobody looks at which entries"
	return err
}

func behindInterfaceFailed(ctx context.Context, s sender, in *sqs.SendMessageBatchInput) error {
	out, err := s.SendMessageBatch(ctx, in)
	if err == nil && len(out.Failed) > 0 {
		err = errSome
	}
	return err
}

func countsSuccess(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) error {
	out, err := c.SendMessageBatch(ctx, in) // want "error: nobody looks at which entries"
	if err != nil {
		return err
	}
	log.Printf("sent %d", len(out.Successful))
	return nil
}

func comparesSuccess(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) error {
	out, err := c.SendMessageBatch(ctx, in)
	if err != nil {
		return err
	}
	if len(out.Successful) != len(in.Entries) {
		return errSome
	}
	return nil
}

func inLoop(ctx context.Context, c *sqs.Client, chunks []*sqs.SendMessageBatchInput) error {
	for _, in := range chunks {
		if _, err := c.SendMessageBatch(ctx, in); err != nil { // want "error: nobody looks at which entries"
			return fmt.Errorf("send: %w", err)
		}
	}
	return nil
}

func retries(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) error {
	var out *sqs.SendMessageBatchOutput
	for range 3 {
		var err error
		if out, err = c.SendMessageBatch(ctx, in); err != nil {
			return err
		}
		if len(out.Failed) == 0 {
			return nil
		}
	}
	return errSome
}

func helper(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) error {
	out, err := c.SendMessageBatch(ctx, in)
	if err != nil {
		return err
	}
	return failed(out)
}

func failed(out *sqs.SendMessageBatchOutput) error {
	if len(out.Failed) > 0 {
		return errSome
	}
	return nil
}

func helperThatDoesNot(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) error {
	out, err := c.SendMessageBatch(ctx, in) // want "error: nobody looks at which entries"
	if err != nil {
		return err
	}
	count(out)
	return nil
}

func count(out *sqs.SendMessageBatchOutput) { log.Print(len(out.Successful)) }

func wholeLogged(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) error {
	out, err := c.SendMessageBatch(ctx, in)
	log.Print(out)
	return err
}

func inLiteral(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput, run func(func() error) error) error {
	var out *sqs.SendMessageBatchOutput
	err := run(func() (err error) {
		out, err = c.SendMessageBatch(ctx, in)
		return err
	})
	if err != nil {
		return err
	}
	return failed(out)
}

func callers(ctx context.Context, q *queue.Queue, in *sqs.SendMessageBatchInput) error {
	out, err := q.Try(ctx, in)
	if err != nil {
		return err
	}
	if _, err := q.Guess(ctx, in); err != nil {
		return err
	}
	return failed(out)
}

func logsTheBatch(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) {
	if _, err := c.SendMessageBatch(ctx, in); err != nil { // want "error: nobody looks at which entries"
		log.Print(err, in.Entries)
	}
}

func logsWhatFailed(ctx context.Context, c *sqs.Client, in *sqs.SendMessageBatchInput) {
	out, err := c.SendMessageBatch(ctx, in)
	if err != nil {
		log.Print(err, in.Entries)
		return
	}
	for _, failed := range out.Failed {
		log.Print(failed)
	}
}
