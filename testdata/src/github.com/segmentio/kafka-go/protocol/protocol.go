// Package protocol stands in for the real library in fixtures.
package protocol

type Header struct {
	Key   string
	Value []byte
}
