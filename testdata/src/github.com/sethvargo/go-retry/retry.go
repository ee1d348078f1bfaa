// Package retry stands in for the real library in fixtures.
package retry

import "context"

type (
	Backoff   interface{}
	RetryFunc func(ctx context.Context) error
)

func Do(ctx context.Context, b Backoff, f RetryFunc) error { return nil }
func RetryableError(err error) error                       { return err }
