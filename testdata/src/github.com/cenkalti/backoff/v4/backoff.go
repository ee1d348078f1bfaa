// Package backoff stands in for the real library in fixtures.
package backoff

type Operation func() error

type BackOff interface{ Reset() }

type ExponentialBackOff struct{}

type ExponentialBackOffOpts func(*ExponentialBackOff)

func (b *ExponentialBackOff) Reset() { panic("stub") }

func NewExponentialBackOff(opts ...ExponentialBackOffOpts) *ExponentialBackOff { panic("stub") }
func Retry(o Operation, b BackOff) error                                       { panic("stub") }
