// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

type shop struct{ client *sqs.Client }

func (s *shop) bad(ctx context.Context, orders *sqs.SendMessageBatchInput) error {
	_, err := s.client.SendMessageBatch(ctx, orders) // want "error: nobody looks at which entries of the batch failed"
	return err
}

func (s *shop) good(ctx context.Context, orders *sqs.SendMessageBatchInput) error {
	out, err := s.client.SendMessageBatch(ctx, orders)
	if err != nil {
		return err
	}
	if len(out.Failed) > 0 {
		return fmt.Errorf("%d orders were not sent", len(out.Failed))
	}
	return nil
}
