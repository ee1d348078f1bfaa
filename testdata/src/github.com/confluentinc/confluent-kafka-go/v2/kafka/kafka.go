// Package kafka stands in for the real library in fixtures.
package kafka

import "time"

type Event interface{ String() string }

type Offset int64

// PartitionAny leaves the partition to the partitioner.
const PartitionAny = int32(-1)

type TopicPartition struct {
	Topic     *string
	Partition int32
	Offset    Offset
	Metadata  *string
	Error     error
}

type Header struct {
	Key   string
	Value []byte
}

type Message struct {
	TopicPartition TopicPartition
	Value          []byte
	Key            []byte
	Headers        []Header
}

func (m *Message) String() string { panic("stub") }

type ConfigValue interface{}

type ConfigMap map[string]ConfigValue

func (m ConfigMap) SetKey(key string, value ConfigValue) error { panic("stub") }

func NewProducer(conf *ConfigMap) (*Producer, error) { panic("stub") }

type Producer struct{ events chan Event }

func (p *Producer) Produce(msg *Message, deliveryChan chan Event) error { panic("stub") }
func (p *Producer) Events() chan Event                                  { return p.events }
func (p *Producer) ProduceChannel() chan *Message                       { panic("stub") }
func (p *Producer) Flush(timeoutMs int) int                             { panic("stub") }
func (p *Producer) Close()                                              { panic("stub") }

type Consumer struct{ events chan Event }

func NewConsumer(conf *ConfigMap) (*Consumer, error) { panic("stub") }

type RebalanceCb func(*Consumer, Event) error

func (c *Consumer) SubscribeTopics(topics []string, rebalanceCb RebalanceCb) error { panic("stub") }
func (c *Consumer) ReadMessage(timeout time.Duration) (*Message, error)            { panic("stub") }
func (c *Consumer) StoreMessage(m *Message) ([]TopicPartition, error)              { panic("stub") }
func (c *Consumer) Seek(partition TopicPartition, ignoredTimeoutMs int) error      { panic("stub") }

func (c *Consumer) CommitMessage(m *Message) ([]TopicPartition, error) { panic("stub") }
func (c *Consumer) Close() error                                       { panic("stub") }
