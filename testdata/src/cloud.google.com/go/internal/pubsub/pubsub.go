// Package pubsub stands in for the real library in fixtures.
package pubsub

import "context"

type Message struct {
	ID          string
	Data        []byte
	Attributes  map[string]string
	OrderingKey string
}

type PublishResult struct{ err error }

func (r *PublishResult) Ready() <-chan struct{} { panic("stub") }

func (r *PublishResult) Get(ctx context.Context) (serverID string, err error) { panic("stub") }

func (m *Message) Ack()  { panic("stub") }
func (m *Message) Nack() { panic("stub") }
