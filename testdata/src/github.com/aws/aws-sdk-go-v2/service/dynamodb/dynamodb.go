// Package dynamodb stands in for the real library in fixtures.
package dynamodb

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type BatchWriteItemInput struct {
	RequestItems map[string][]types.WriteRequest
}

type BatchWriteItemOutput struct {
	UnprocessedItems map[string][]types.WriteRequest
}

type Client struct{}

func (c *Client) BatchWriteItem(ctx context.Context, params *BatchWriteItemInput, optFns ...func(*Options)) (*BatchWriteItemOutput, error) {
	panic("stub")
}
func (c *Client) GetItem(ctx context.Context, params *GetItemInput, optFns ...func(*Options)) (*GetItemOutput, error) {
	panic("stub")
}
func (c *Client) PutItem(ctx context.Context, params *PutItemInput, optFns ...func(*Options)) (*PutItemOutput, error) {
	panic("stub")
}
func (c *Client) TransactWriteItems(ctx context.Context, params *TransactWriteItemsInput, optFns ...func(*Options)) (*TransactWriteItemsOutput, error) {
	panic("stub")
}

type GetItemInput struct{}

type GetItemOutput struct{}

type Options struct{}

type PutItemInput struct {
	Item      map[string]types.AttributeValue
	TableName *string
}

type PutItemOutput struct{}

type TransactWriteItemsInput struct{ TransactItems []types.TransactWriteItem }

type TransactWriteItemsOutput struct{}
