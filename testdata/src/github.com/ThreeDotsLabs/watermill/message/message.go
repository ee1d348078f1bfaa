// Package message stands in for the real library in fixtures.
package message

import (
	"context"
	"time"

	"github.com/ThreeDotsLabs/watermill"
)

type Metadata map[string]string

func (m Metadata) Get(key string) string { return m[key] }

func (m Metadata) Set(key, value string) { m[key] = value }

type Payload []byte

type Message struct {
	UUID     string
	Metadata Metadata
	Payload  Payload
}

type Messages []*Message

func NewMessage(uuid string, payload Payload) *Message { panic("stub") }

func (m *Message) Context() context.Context { panic("stub") }
func (m *Message) Ack() bool                { panic("stub") }
func (m *Message) Nack() bool               { panic("stub") }

type HandlerFunc func(msg *Message) ([]*Message, error)

type NoPublishHandlerFunc func(msg *Message) error

type Subscriber interface {
	Subscribe(ctx context.Context, topic string) (<-chan *Message, error)
	Close() error
}

type Handler struct{ name string }

type RouterConfig struct{ CloseTimeout time.Duration }

type Router struct{ running bool }

func NewRouter(config RouterConfig, logger watermill.LoggerAdapter) (*Router, error) { panic("stub") }

func (r *Router) AddHandler(handlerName string, subscribeTopic string, subscriber Subscriber, publishTopic string, publisher Publisher, handlerFunc HandlerFunc) *Handler {
	panic("stub")
}

func (r *Router) AddConsumerHandler(handlerName string, subscribeTopic string, subscriber Subscriber, handlerFunc NoPublishHandlerFunc) *Handler {
	panic("stub")
}

type HandlerMiddleware func(h HandlerFunc) HandlerFunc

func (r *Router) AddMiddleware(m ...HandlerMiddleware) { panic("stub") }

type Publisher interface {
	Publish(topic string, messages ...*Message) error
	Close() error
}

func (r *Router) AddNoPublisherHandler(handlerName string, subscribeTopic string, subscriber Subscriber, handlerFunc NoPublishHandlerFunc) *Handler {
	panic("stub")
}
