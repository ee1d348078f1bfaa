// Package nats stands in for the real library in fixtures.
package nats

type Conn struct{}

func (nc *Conn) Publish(subj string, data []byte) error { panic("stub") }

type Header map[string][]string

func (h Header) Set(key, value string) { panic("stub") }

type Msg struct {
	Subject string
	Reply   string
	Header  Header
	Data    []byte
}

func NewMsg(subject string) *Msg { panic("stub") }

type PubAck struct{ Sequence uint64 }

type PubOpt interface{ configurePublish() }

func MsgId(id string) PubOpt { panic("stub") }

type JetStream interface {
	Publish(subj string, data []byte, opts ...PubOpt) (*PubAck, error)
	PublishMsg(m *Msg, opts ...PubOpt) (*PubAck, error)
	PublishAsync(subj string, data []byte, opts ...PubOpt) (PubAckFuture, error)
	PublishAsyncComplete() <-chan struct{}
	Subscribe(subj string, cb MsgHandler, opts ...SubOpt) (*Subscription, error)
	PullSubscribe(subj, durable string, opts ...SubOpt) (*Subscription, error)
}

type PubAckFuture interface {
	Ok() <-chan *PubAck
	Err() <-chan error
	Msg() *Msg
}

type MsgErrHandler func(JetStream, *Msg, error)

func PublishAsyncErrHandler(cb MsgErrHandler) JSOpt { panic("stub") }

type StreamConfig struct {
	Name     string
	Subjects []string
	NoAck    bool
}

type StreamInfo struct{ Config StreamConfig }

type JetStreamManager interface {
	AddStream(cfg *StreamConfig, opts ...JSOpt) (*StreamInfo, error)
	UpdateStream(cfg *StreamConfig, opts ...JSOpt) (*StreamInfo, error)
	AddConsumer(stream string, cfg *ConsumerConfig, opts ...JSOpt) (*ConsumerInfo, error)
}

type JetStreamContext interface {
	JetStream
	JetStreamManager
}

type JSOpt interface{ configureJSContext() }

func (nc *Conn) JetStream(opts ...JSOpt) (JetStreamContext, error) { panic("stub") }

func (nc *Conn) PublishMsg(m *Msg) error { panic("stub") }

type Subscription struct{}

type MsgHandler func(msg *Msg)

func (nc *Conn) Subscribe(subj string, cb MsgHandler) (*Subscription, error) { panic("stub") }
func (nc *Conn) QueueSubscribe(subj, queue string, cb MsgHandler) (*Subscription, error) {
	panic("stub")
}

type Option func(*Options) error

type Options struct{ Url string }

func Connect(url string, options ...Option) (*Conn, error) { panic("stub") }
func (nc *Conn) Close()                                    { panic("stub") }
func (nc *Conn) Drain() error                              { panic("stub") }

func (m *Msg) Ack(opts ...AckOpt) error { panic("stub") }
func (m *Msg) Nak(opts ...AckOpt) error { panic("stub") }

type AckOpt interface{ configureAck(opts *ackOpts) error }

type ackOpts struct{}

type PullOpt interface{ configurePull(opts *pullOpts) error }

type pullOpts struct{}

func (sub *Subscription) Fetch(batch int, opts ...PullOpt) ([]*Msg, error) { panic("stub") }

type SubOpt interface{ configureSubscribe(opts *subOpts) error }

type subOpts struct{}

func AckNone() SubOpt                     { panic("stub") }
func AckExplicit() SubOpt                 { panic("stub") }
func ManualAck() SubOpt                   { panic("stub") }
func Durable(consumer string) SubOpt      { panic("stub") }
func MaxDeliver(n int) SubOpt             { panic("stub") }
func MaxAckPending(n int) SubOpt          { panic("stub") }
func DeliverNew() SubOpt                  { panic("stub") }
func Bind(stream, consumer string) SubOpt { panic("stub") }

type AckPolicy int

const (
	AckNonePolicy AckPolicy = iota
	AckAllPolicy
	AckExplicitPolicy
)

type DeliverPolicy int

type ConsumerConfig struct {
	Durable       string
	DeliverPolicy DeliverPolicy
	AckPolicy     AckPolicy
	MaxDeliver    int
	FilterSubject string
	MaxAckPending int
}

type ConsumerInfo struct{ Name string }
