// Package types stands in for the real library in fixtures.
package types

type PutRecordsRequestEntry struct {
	Data         []byte
	PartitionKey *string
}

type Record struct {
	Data         []byte
	PartitionKey *string
}

type PutRecordsResultEntry struct {
	ErrorCode      *string
	SequenceNumber *string
}
