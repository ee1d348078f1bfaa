// Package retry stands in for the real library in fixtures.
package retry

type (
	RetryableFunc func() error
	Config        struct{}
	Option        func(*Config)
)

func Do(retryableFunc RetryableFunc, opts ...Option) error { return nil }
