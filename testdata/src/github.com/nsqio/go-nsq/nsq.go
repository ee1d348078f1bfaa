// Package nsq stands in for the real library in fixtures.
package nsq

import "time"

type Config struct{ MaxInFlight int }

type Consumer struct{}

func (r *Consumer) AddConcurrentHandlers(handler Handler, concurrency int) { panic("stub") }
func (r *Consumer) AddHandler(handler Handler)                             { panic("stub") }

type Handler interface{ HandleMessage(message *Message) error }

type HandlerFunc func(message *Message) error

func (h HandlerFunc) HandleMessage(m *Message) error { panic("stub") }

type Message struct {
	ID       MessageID
	Body     []byte
	Attempts uint16
}

func (m *Message) Finish()                     { panic("stub") }
func (m *Message) Requeue(delay time.Duration) { panic("stub") }

type MessageID [16]byte

func NewConfig() *Config { panic("stub") }

func NewConsumer(topic string, channel string, config *Config) (*Consumer, error) { panic("stub") }

func NewProducer(addr string, config *Config) (*Producer, error) { panic("stub") }

type Producer struct{}

func (w *Producer) DeferredPublish(topic string, delay time.Duration, body []byte) error {
	panic("stub")
}
func (w *Producer) MultiPublish(topic string, body [][]byte) error { panic("stub") }
func (w *Producer) Publish(topic string, body []byte) error        { panic("stub") }
func (w *Producer) PublishAsync(topic string, body []byte, doneChan chan *ProducerTransaction, args ...any) error {
	panic("stub")
}
func (w *Producer) Stop() { panic("stub") }

type ProducerTransaction struct {
	Error error
	Args  []any
}
