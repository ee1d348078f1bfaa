// Package eventbridge stands in for the real library in fixtures.
package eventbridge

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
)

type Client struct{}

func (c *Client) PutEvents(ctx context.Context, params *PutEventsInput, optFns ...func(*Options)) (*PutEventsOutput, error) {
	panic("stub")
}

type Options struct{}

type PutEventsInput struct{ Entries []types.PutEventsRequestEntry }

type PutEventsOutput struct {
	Entries          []types.PutEventsResultEntry
	FailedEntryCount int32
}
