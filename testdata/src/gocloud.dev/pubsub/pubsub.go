// Package pubsub stands in for the real library in fixtures.
package pubsub

import "context"

type Message struct {
	LoggableID string
	Body       []byte
	Metadata   map[string]string
}

func (m *Message) Ack()  { panic("stub") }
func (m *Message) Nack() { panic("stub") }

func OpenSubscription(ctx context.Context, urlstr string) (*Subscription, error) { panic("stub") }

func OpenTopic(ctx context.Context, urlstr string) (*Topic, error) { panic("stub") }

type Subscription struct{}

func (s *Subscription) Receive(ctx context.Context) (_ *Message, err error) { panic("stub") }

type Topic struct{}

func (t *Topic) Send(ctx context.Context, m *Message) (err error) { panic("stub") }
func (t *Topic) Shutdown(ctx context.Context) (err error)         { panic("stub") }
