// Package kinesis stands in for the real library in fixtures.
package kinesis

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kinesis/types"
)

type Client struct{}

func (c *Client) GetRecords(ctx context.Context, params *GetRecordsInput, optFns ...func(*Options)) (*GetRecordsOutput, error) {
	panic("stub")
}
func (c *Client) PutRecord(ctx context.Context, params *PutRecordInput, optFns ...func(*Options)) (*PutRecordOutput, error) {
	panic("stub")
}
func (c *Client) PutRecords(ctx context.Context, params *PutRecordsInput, optFns ...func(*Options)) (*PutRecordsOutput, error) {
	panic("stub")
}

type GetRecordsInput struct {
	ShardIterator *string
	StreamARN     *string
}

type GetRecordsOutput struct{ Records []types.Record }

type Options struct{}

type PutRecordInput struct {
	Data         []byte
	PartitionKey *string
	StreamName   *string
}

type PutRecordOutput struct{ SequenceNumber *string }

type PutRecordsInput struct {
	Records    []types.PutRecordsRequestEntry
	StreamName *string
}

type PutRecordsOutput struct {
	FailedRecordCount *int32
	Records           []types.PutRecordsResultEntry
}
