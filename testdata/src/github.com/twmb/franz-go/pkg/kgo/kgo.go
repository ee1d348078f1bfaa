// Package kgo stands in for the real library in fixtures.
package kgo

import "context"

type RecordHeader struct {
	Key   string
	Value []byte
}

type Record struct {
	Partition int32
	Key       []byte
	Value     []byte
	Headers   []RecordHeader
	Topic     string
}

func SliceRecord(value []byte) *Record         { panic("stub") }
func KeySliceRecord(key, value []byte) *Record { panic("stub") }

type ProduceResult struct {
	Record *Record
	Err    error
}

type ProduceResults []ProduceResult

func (rs ProduceResults) FirstErr() error { panic("stub") }

type Opt interface{ apply() }

type Client struct{ opts []Opt }

type ProducerOpt interface {
	Opt
	producerOpt()
}

type Acks struct{ val int16 }

func NoAck() Acks                                 { panic("stub") }
func LeaderAck() Acks                             { panic("stub") }
func AllISRAcks() Acks                            { panic("stub") }
func RequiredAcks(acks Acks) ProducerOpt          { panic("stub") }
func DisableIdempotentWrite() ProducerOpt         { panic("stub") }
func RecordRetries(n int) ProducerOpt             { panic("stub") }
func SeedBrokers(seeds ...string) Opt             { panic("stub") }
func AllowAutoTopicCreation() Opt                 { panic("stub") }
func RecordPartitioner(p Partitioner) ProducerOpt { panic("stub") }

type TopicPartitioner interface {
	RequiresConsistency(*Record) bool
	Partition(r *Record, n int) int
}

type Partitioner interface {
	ForTopic(string) TopicPartitioner
}

type PartitionerHasher func([]byte, int) int

func StickyKeyPartitioner(hasher PartitionerHasher) Partitioner { panic("stub") }
func RoundRobinPartitioner() Partitioner                        { panic("stub") }

func NewClient(opts ...Opt) (*Client, error) { panic("stub") }

func (cl *Client) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults { panic("stub") }
func (cl *Client) Produce(ctx context.Context, r *Record, promise func(*Record, error)) {
	panic("stub")
}

type Fetches []Fetch

type Fetch struct{}

func (fs Fetches) EachRecord(fn func(*Record)) { panic("stub") }

func (cl *Client) PollFetches(ctx context.Context) Fetches { panic("stub") }
func (cl *Client) Flush(ctx context.Context) error         { panic("stub") }
func (cl *Client) Close()                                  { panic("stub") }

type GroupTransactSession struct{}

func (s *GroupTransactSession) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults {
	panic("stub")
}

// ManualPartitioner takes the partition from the record.
func ManualPartitioner() Partitioner { panic("stub") }

type ConsumerOpt interface {
	Opt
	consumerOpt()
}

type GroupOpt interface {
	Opt
	groupOpt()
}

func ConsumeTopics(topics ...string) ConsumerOpt { panic("stub") }
func ConsumerGroup(group string) GroupOpt        { panic("stub") }
func AutoCommitMarks() GroupOpt                  { panic("stub") }
func DisableAutoCommit() GroupOpt                { panic("stub") }

func (cl *Client) MarkCommitRecords(rs ...*Record)                        { panic("stub") }
func (cl *Client) CommitMarkedOffsets(ctx context.Context) error          { panic("stub") }
func (cl *Client) CommitUncommittedOffsets(ctx context.Context) error     { panic("stub") }
func (cl *Client) CommitRecords(ctx context.Context, rs ...*Record) error { panic("stub") }
func BlockRebalanceOnPoll() GroupOpt                                      { panic("stub") }

func (cl *Client) AllowRebalance() { panic("stub") }
func (fs Fetches) Err() error      { panic("stub") }

func (fs Fetches) RecordIter() *FetchesRecordIter { panic("stub") }

type FetchesRecordIter struct{ ri int }

func (i *FetchesRecordIter) Done() bool    { panic("stub") }
func (i *FetchesRecordIter) Next() *Record { panic("stub") }

func GreedyAutoCommit() GroupOpt { panic("stub") }
