// Package backoff stands in for the real library in fixtures.
package backoff

import "context"

type (
	Operation[T any] func() (T, error)
	retryOptions     struct{}
	RetryOption      func(*retryOptions)
)

func Retry[T any](ctx context.Context, operation Operation[T], opts ...RetryOption) (T, error) {
	var zero T
	return zero, nil
}
