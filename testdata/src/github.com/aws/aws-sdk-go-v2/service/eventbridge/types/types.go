// Package types stands in for the real library in fixtures.
package types

type PutEventsRequestEntry struct {
	Detail       *string
	DetailType   *string
	EventBusName *string
	Source       *string
}

type PutEventsResultEntry struct {
	ErrorCode *string
	EventId   *string
}
