// Package exported stands in for the real library in fixtures.
package exported

type ReceiveMode int

const (
	PeekLock ReceiveMode = iota
	ReceiveAndDelete
)
