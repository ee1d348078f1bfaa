// Package sarama stands in for the real library in fixtures.
package sarama

import "context"

type Encoder interface {
	Encode() ([]byte, error)
	Length() int
}

type ByteEncoder []byte

func (b ByteEncoder) Encode() ([]byte, error) { return b, nil }
func (b ByteEncoder) Length() int             { return len(b) }

type RecordHeader struct{ Key, Value []byte }

type ProducerMessage struct {
	Topic   string
	Key     Encoder
	Value   Encoder
	Headers []RecordHeader
}

type SyncProducer interface {
	SendMessage(msg *ProducerMessage) (partition int32, offset int64, err error)
	SendMessages(msgs []*ProducerMessage) error
	Close() error
}

type AsyncProducer interface {
	AsyncClose()
	Close() error
	Input() chan<- *ProducerMessage
	Successes() <-chan *ProducerMessage
	Errors() <-chan *ProducerError
}

type RequiredAcks int16

const (
	NoResponse   RequiredAcks = 0
	WaitForLocal RequiredAcks = 1
	WaitForAll   RequiredAcks = -1
)

type Partitioner interface {
	Partition(message *ProducerMessage, numPartitions int32) (int32, error)
	RequiresConsistency() bool
}

type PartitionerConstructor func(topic string) Partitioner

func NewRandomPartitioner(topic string) Partitioner     { panic("stub") }
func NewRoundRobinPartitioner(topic string) Partitioner { panic("stub") }
func NewHashPartitioner(topic string) Partitioner       { panic("stub") }

type Config struct {
	Metadata struct{ AllowAutoTopicCreation bool }
	Producer struct {
		RequiredAcks RequiredAcks
		Partitioner  PartitionerConstructor
		Idempotent   bool
		Return       struct{ Successes, Errors bool }
		Retry        struct{ Max int }
	}
	Consumer struct {
		Offsets struct {
			AutoCommit struct{ Enable bool }
			Initial    int64
		}
	}
	ClientID string
}

func NewConfig() *Config          { panic("stub") }
func (c *Config) Validate() error { panic("stub") }

type Client interface {
	Config() *Config
	Close() error
}

func NewClient(addrs []string, conf *Config) (Client, error)               { panic("stub") }
func NewSyncProducerFromClient(client Client) (SyncProducer, error)        { panic("stub") }
func NewAsyncProducer(addrs []string, conf *Config) (AsyncProducer, error) { panic("stub") }

type ConsumerGroup interface {
	Close() error
	Consume(ctx context.Context, topics []string, handler ConsumerGroupHandler) error
}

type ConsumerGroupHandler interface {
	Setup(ConsumerGroupSession) error
	Cleanup(ConsumerGroupSession) error
	ConsumeClaim(ConsumerGroupSession, ConsumerGroupClaim) error
}

type ConsumerMessage struct {
	Key, Value []byte
	Topic      string
}

type ConsumerGroupSession interface {
	Context() context.Context
	MarkMessage(msg *ConsumerMessage, metadata string)
	Commit()
}

type ConsumerGroupClaim interface {
	Messages() <-chan *ConsumerMessage
}

func NewConsumerGroup(addrs []string, groupID string, config *Config) (ConsumerGroup, error) {
	panic("stub")
}

func NewSyncProducer(addrs []string, config *Config) (SyncProducer, error) { panic("stub") }

type ProducerError struct {
	Msg *ProducerMessage
	Err error
}

const (
	OffsetNewest int64 = -1
	OffsetOldest int64 = -2
)

type Consumer interface {
	ConsumePartition(topic string, partition int32, offset int64) (PartitionConsumer, error)
}

type PartitionConsumer interface {
	Messages() <-chan *ConsumerMessage
}

func NewConsumer(addrs []string, config *Config) (Consumer, error) { panic("stub") }
