// Package sqs stands in for the real library in fixtures.
package sqs

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

type Options struct{}

type SendMessageInput struct {
	MessageBody            *string
	QueueUrl               *string
	MessageDeduplicationId *string
	MessageGroupId         *string
	MessageAttributes      map[string]types.MessageAttributeValue
}

type SendMessageOutput struct{ MessageId *string }

type Client struct{ options Options }

func (c *Client) SendMessage(ctx context.Context, params *SendMessageInput, optFns ...func(*Options)) (*SendMessageOutput, error) {
	panic("stub")
}
