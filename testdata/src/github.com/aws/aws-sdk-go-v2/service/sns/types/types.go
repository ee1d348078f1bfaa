// Package types stands in for the real library in fixtures.
package types

type PublishBatchRequestEntry struct{ Id, Message *string }

type PublishBatchResultEntry struct{ Id, MessageId *string }

type BatchResultErrorEntry struct{ Code, Id, Message *string }
