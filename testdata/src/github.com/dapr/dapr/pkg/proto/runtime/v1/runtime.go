// Package runtime stands in for the real library in fixtures.
package runtime

type BulkPublishRequest struct{}

type PublishEventRequest struct{}
