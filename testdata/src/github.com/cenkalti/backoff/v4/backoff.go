// Package backoff stands in for the real library in fixtures.
package backoff

type (
	Operation                func() error
	OperationWithData[T any] func() (T, error)
	BackOff                  interface{ Reset() }
	ExponentialBackOff       struct{}
	ExponentialBackOffOpts   func(*ExponentialBackOff)
)

func NewExponentialBackOff(opts ...ExponentialBackOffOpts) *ExponentialBackOff { return nil }
func Permanent(err error) error                                                { return err }
func Retry(o Operation, b BackOff) error                                       { return nil }
func RetryWithData[T any](o OperationWithData[T], b BackOff) (T, error) {
	var zero T
	return zero, nil
}
func (b *ExponentialBackOff) Reset() {}
