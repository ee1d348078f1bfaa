// Package logged writes what became of a batch to a log.
package logged

import (
	"context"
	"errors"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type shop struct{ client *sqs.Client }

func (s *shop) counted(ctx context.Context, orders *sqs.SendMessageBatchInput) error {
	out, err := s.client.SendMessageBatch(ctx, orders) // want "error: nobody looks at which entries of the batch failed"
	if err != nil {
		return err
	}
	log.Printf("%d orders were not sent", len(out.Failed))
	return nil
}

func (s *shop) decides(ctx context.Context, orders *sqs.SendMessageBatchInput) error {
	out, err := s.client.SendMessageBatch(ctx, orders)
	if err != nil {
		return err
	}
	failed := len(out.Failed)
	log.Printf("%d orders were not sent", failed)
	if failed > 0 {
		return errors.New("not all were sent")
	}
	return nil
}

func (s *shop) handsOn(ctx context.Context, orders *sqs.SendMessageBatchInput, count func(int)) error {
	out, err := s.client.SendMessageBatch(ctx, orders)
	if err != nil {
		return err
	}
	log.Print(len(out.Failed))
	count(len(out.Failed))
	return nil
}
