// Package sqs stands in for the real library in fixtures.
package sqs

type SendMessageInput struct {
	MessageBody            *string
	QueueUrl               *string
	MessageDeduplicationId *string
	MessageGroupId         *string
}

type SendMessageOutput struct{ MessageId *string }

type SQS struct{}

func (c *SQS) SendMessage(input *SendMessageInput) (*SendMessageOutput, error) { panic("stub") }

type CreateQueueInput struct {
	QueueName  *string
	Attributes map[string]*string
}

type CreateQueueOutput struct{ QueueUrl *string }

func (c *SQS) CreateQueue(input *CreateQueueInput) (*CreateQueueOutput, error) { panic("stub") }
