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
	Topic                  string
	Balancer               Balancer
	MaxAttempts            int
	RequiredAcks           RequiredAcks
	Async                  bool
	Completion             func(messages []Message, err error)
	AllowAutoTopicCreation bool
}

type WriterConfig struct {
	Brokers      []string
	Topic        string
	Balancer     Balancer
	MaxAttempts  int
	RequiredAcks int
	Async        bool
}

func NewWriter(config WriterConfig) *Writer { panic("stub") }

type RoundRobin struct{}

func (rr *RoundRobin) Balance(msg Message, partitions ...int) int { panic("stub") }

type LeastBytes struct{}

func (lb *LeastBytes) Balance(msg Message, partitions ...int) int { panic("stub") }

type Hash struct{}

func (h *Hash) Balance(msg Message, partitions ...int) int { panic("stub") }

type Murmur2Balancer struct{ Consistent bool }

func (b Murmur2Balancer) Balance(msg Message, partitions ...int) (partition int) { panic("stub") }

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { panic("stub") }
func (w *Writer) Close() error                                             { panic("stub") }

type ReaderConfig struct {
	Brokers     []string
	GroupID     string
	Topic       string
	Partition   int
	StartOffset int64
}

type Reader struct{}

func NewReader(config ReaderConfig) *Reader { panic("stub") }

func (r *Reader) ReadMessage(ctx context.Context) (Message, error)          { panic("stub") }
func (r *Reader) FetchMessage(ctx context.Context) (Message, error)         { panic("stub") }
func (r *Reader) CommitMessages(ctx context.Context, msgs ...Message) error { panic("stub") }

const (
	LastOffset  int64 = -1
	FirstOffset int64 = -2
)

func (r *Reader) SetOffset(offset int64) error { panic("stub") }

func (r *Reader) Close() error { panic("stub") }
