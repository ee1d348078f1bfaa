// Package primitive stands in for the real library in fixtures.
package primitive

type Message struct {
	Topic string
	Body  []byte
}

type MessageExt struct{ Message }

func NewMessage(topic string, body []byte) *Message { panic("stub") }

type SendResult struct{}
