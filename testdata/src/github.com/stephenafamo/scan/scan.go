// Package scan stands in for the real library in fixtures.
package scan

import "context"

type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (Rows, error)
}

type Rows interface{}
