// Package sarama stands in for the real library in fixtures.
package sarama

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
	Input() chan<- *ProducerMessage
	Close() error
}

type Config struct{}

func NewSyncProducer(addrs []string, config *Config) (SyncProducer, error) { panic("stub") }
