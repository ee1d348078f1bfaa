// Package v2 holds the second form of the events.
package v2

// OrderPaid has its version in its package's path.
type OrderPaid struct{ OrderID string }
