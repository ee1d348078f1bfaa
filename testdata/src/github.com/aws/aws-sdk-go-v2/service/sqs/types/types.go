// Package types stands in for the real library in fixtures.
package types

type MessageAttributeValue struct {
	DataType    *string
	StringValue *string
}

type SendMessageBatchRequestEntry struct {
	Id, MessageBody        *string
	MessageDeduplicationId *string
	MessageGroupId         *string
}

type SendMessageBatchResultEntry struct{ Id, MessageId *string }

type DeleteMessageBatchRequestEntry struct{ Id, ReceiptHandle *string }

type BatchResultErrorEntry struct{ Code, Id, Message *string }

type Message struct{ Body, MessageId, ReceiptHandle *string }
