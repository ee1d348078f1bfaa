// Package trm stands in for the real library in fixtures.
package trm

import "context"

type Manager interface {
	Do(ctx context.Context, fn func(ctx context.Context) error) error
}
