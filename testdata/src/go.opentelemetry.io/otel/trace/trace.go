// Package trace stands in for the real library in fixtures.
package trace

import "context"

type SpanStartOption interface{ spanStart() }

type SpanEndOption interface{ spanEnd() }

type Span interface {
	End(options ...SpanEndOption)
}

type Tracer interface {
	Start(ctx context.Context, spanName string, opts ...SpanStartOption) (context.Context, Span)
}
