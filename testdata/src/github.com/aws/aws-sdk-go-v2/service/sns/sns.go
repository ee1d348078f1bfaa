// Package sns stands in for the real library in fixtures.
package sns

import "context"

type Options struct{}

type PublishInput struct {
	Message                *string
	TopicArn               *string
	MessageDeduplicationId *string
	MessageGroupId         *string
}

type PublishOutput struct{ MessageId *string }

type Client struct{ options Options }

func (c *Client) Publish(ctx context.Context, params *PublishInput, optFns ...func(*Options)) (*PublishOutput, error) {
	panic("stub")
}
