// Package kafka stands in for the real library in fixtures.
package kafka

import (
	"context"

	"github.com/segmentio/kafka-go/protocol"
)

type Header = protocol.Header

type Message struct {
	Topic   string
	Key     []byte
	Value   []byte
	Headers []Header
}

type Balancer interface {
	Balance(msg Message, partitions ...int) (partition int)
}

type RequiredAcks int

const (
	RequireNone RequiredAcks = 0
	RequireOne  RequiredAcks = 1
	RequireAll  RequiredAcks = -1
)

type Writer struct {
	Topic        string
	Balancer     Balancer
	RequiredAcks RequiredAcks
	Async        bool
}

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { panic("stub") }
func (w *Writer) Close() error                                             { panic("stub") }

type ReaderConfig struct {
	GroupID string
	Topic   string
}

type Reader struct{}

func NewReader(config ReaderConfig) *Reader { panic("stub") }

func (r *Reader) FetchMessage(ctx context.Context) (Message, error)         { panic("stub") }
func (r *Reader) CommitMessages(ctx context.Context, msgs ...Message) error { panic("stub") }
