// Package types stands in for the real library in fixtures.
package types

type Message struct {
	Topic   string
	Payload []byte
}
