// Package kgo stands in for the real library in fixtures.
package kgo

import "context"

type RecordHeader struct {
	Key   string
	Value []byte
}

type Record struct {
	Key     []byte
	Value   []byte
	Headers []RecordHeader
	Topic   string
}

type ProduceResult struct {
	Record *Record
	Err    error
}

type ProduceResults []ProduceResult

func (rs ProduceResults) FirstErr() error { panic("stub") }

type Opt interface{ apply() }

type Client struct{ opts []Opt }

func NewClient(opts ...Opt) (*Client, error) { panic("stub") }

func (cl *Client) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults { panic("stub") }
func (cl *Client) Produce(ctx context.Context, r *Record, promise func(*Record, error)) {
	panic("stub")
}
func (cl *Client) Flush(ctx context.Context) error { panic("stub") }
func (cl *Client) Close()                          { panic("stub") }

type GroupTransactSession struct{}

func (s *GroupTransactSession) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults {
	panic("stub")
}
