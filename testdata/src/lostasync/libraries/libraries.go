// Package libraries publishes asynchronously through several libraries, all of whose publishers are made here.
package libraries

import (
	"context"
	"log"
	"time"

	pubsub1 "cloud.google.com/go/pubsub"
	"cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nsqio/go-nsq"
	segmentio "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func saramaOff(m *sarama.ProducerMessage) error {
	c := sarama.NewConfig()
	c.Producer.Return.Errors = false
	p, err := sarama.NewAsyncProducer(nil, c)
	if err != nil {
		return err
	}
	p.Input() <- m // want "error: nobody can see"
	return nil
}

func saramaUnread(m *sarama.ProducerMessage) error {
	p, err := sarama.NewAsyncProducer(nil, sarama.NewConfig())
	if err != nil {
		return err
	}
	p.Input() <- m // want "error: nobody can see"
	return p.Close()
}

func saramaRead(m *sarama.ProducerMessage) error {
	p, err := sarama.NewAsyncProducer(nil, sarama.NewConfig())
	if err != nil {
		return err
	}
	go func() {
		for e := range p.Errors() {
			log.Print(e.Err)
		}
	}()
	p.Input() <- m
	return nil
}

func confluentUnread(m *kafka.Message) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Produce(m, nil); err != nil { // want "error: nobody can see"
		return err
	}
	p.Flush(1000)
	return nil
}

func confluentChannelUnread(m *kafka.Message) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
	if err != nil {
		return err
	}
	p.ProduceChannel() <- m // want "error: nobody can see"
	return nil
}

func confluentOff(m *kafka.Message) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b", "go.delivery.reports": false})
	if err != nil {
		return err
	}
	go func() {
		for range p.Events() {
		}
	}()
	return p.Produce(m, nil) // want "error: nobody can see"
}

func confluentEvents(m *kafka.Message) error {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
	if err != nil {
		return err
	}
	go watch(p)
	return p.Produce(m, nil)
}

func watch(p *kafka.Producer) {
	for e := range p.Events() {
		if m, ok := e.(*kafka.Message); ok && m.TopicPartition.Error != nil {
			log.Print(m.TopicPartition.Error)
		}
	}
}

func confluentReport(p *kafka.Producer, m *kafka.Message) error {
	report := make(chan kafka.Event, 1)
	if err := p.Produce(m, report); err != nil {
		return err
	}
	return (<-report).(*kafka.Message).TopicPartition.Error
}

func confluentUnreadReport(p *kafka.Producer, m *kafka.Message) error {
	report := make(chan kafka.Event, 1)
	defer close(report)
	return p.Produce(m, report) // want "error: nobody can see"
}

func segmentioAsync(ctx context.Context, m segmentio.Message) error {
	w := &segmentio.Writer{Topic: "t", Async: true}
	defer w.Close()
	return w.WriteMessages(ctx, m) // want "error: nobody can see"
}

func segmentioConfigured(ctx context.Context, m segmentio.Message) error {
	w := segmentio.NewWriter(segmentio.WriterConfig{Topic: "t", Async: true})
	return w.WriteMessages(ctx, m) // want "error: nobody can see"
}

func segmentioCompletion(ctx context.Context, m segmentio.Message, failed func(error)) error {
	w := &segmentio.Writer{Topic: "t", Async: true, Completion: func(_ []segmentio.Message, err error) {
		if err != nil {
			failed(err)
		}
	}}
	return w.WriteMessages(ctx, m)
}

func segmentioLater(ctx context.Context, m segmentio.Message, failed func(error)) error {
	w := segmentio.NewWriter(segmentio.WriterConfig{Topic: "t", Async: true})
	w.Completion = func(_ []segmentio.Message, err error) { failed(err) }
	return w.WriteMessages(ctx, m)
}

func segmentioSync(ctx context.Context, m segmentio.Message) error {
	w := &segmentio.Writer{Topic: "t"}
	return w.WriteMessages(ctx, m)
}

// Perhaps it waits.
func segmentioPerhaps(ctx context.Context, fast bool, m segmentio.Message) error {
	w := &segmentio.Writer{Topic: "t", Async: fast}
	return w.WriteMessages(ctx, m)
}

func natsUnheard(nc *nats.Conn, body []byte) error {
	js, err := nc.JetStream()
	if err != nil {
		return err
	}
	_, err = js.PublishAsync("t", body) // want "error: nobody can see"
	return err
}

// That all are answered does not say how.
func natsComplete(nc *nats.Conn, body []byte) error {
	js, err := nc.JetStream()
	if err != nil {
		return err
	}
	if _, err := js.PublishAsync("t", body); err != nil { // want "error: nobody can see"
		return err
	}
	select {
	case <-js.PublishAsyncComplete():
	case <-time.After(time.Second):
	}
	return nil
}

func natsHandler(nc *nats.Conn, body []byte, failed nats.MsgErrHandler) error {
	js, err := nc.JetStream(nats.PublishAsyncErrHandler(failed))
	if err != nil {
		return err
	}
	_, err = js.PublishAsync("t", body)
	return err
}

func natsFuture(nc *nats.Conn, body []byte) error {
	js, err := nc.JetStream()
	if err != nil {
		return err
	}
	f, err := js.PublishAsync("t", body)
	if err != nil {
		return err
	}
	select {
	case <-f.Ok():
		return nil
	case err := <-f.Err():
		return err
	}
}

func jetstreamUnheard(nc *nats.Conn, body []byte) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	_, err = js.PublishAsync("t", body) // want "error: nobody can see"
	return err
}

func jetstreamHandler(nc *nats.Conn, body []byte, failed jetstream.MsgErrHandler) error {
	js, err := jetstream.New(nc, jetstream.WithPublishAsyncErrHandler(failed))
	if err != nil {
		return err
	}
	_, err = js.PublishAsync("t", body)
	return err
}

func jetstreamFutures(nc *nats.Conn, bodies [][]byte) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	var futures []jetstream.PubAckFuture
	for _, b := range bodies {
		f, err := js.PublishAsync("t", b)
		if err != nil {
			return err
		}
		futures = append(futures, f)
	}
	for _, f := range futures {
		select {
		case <-f.Ok():
		case err := <-f.Err():
			return err
		}
	}
	return nil
}

func pulsarNil(ctx context.Context, p pulsar.Producer, m *pulsar.ProducerMessage) {
	p.SendAsync(ctx, m, nil) // want "error: nobody can see"
}

func pulsarIgnored(ctx context.Context, p pulsar.Producer, m *pulsar.ProducerMessage) {
	p.SendAsync(ctx, m, func(id pulsar.MessageID, _ *pulsar.ProducerMessage, _ error) { // want "error: nobody can see"
		log.Print(id)
	})
}

func pulsarChecked(ctx context.Context, p pulsar.Producer, m *pulsar.ProducerMessage) {
	p.SendAsync(ctx, m, func(_ pulsar.MessageID, _ *pulsar.ProducerMessage, err error) {
		if err != nil {
			log.Print(err)
		}
	})
}

func pubsubDropped(ctx context.Context, p *pubsub.Publisher, m *pubsub.Message) {
	p.Publish(ctx, m) // want "error: nobody can see"
}

func pubsubBlank(ctx context.Context, p *pubsub.Publisher, m *pubsub.Message) error {
	_ = p.Publish(ctx, m) // want "error: nobody can see"
	return nil
}

func pubsubAside(ctx context.Context, t *pubsub1.Topic, m *pubsub1.Message) {
	go t.Publish(ctx, m) // want "error: nobody can see"
}

func pubsubListed(ctx context.Context, t *pubsub1.Topic, ms []*pubsub1.Message) int {
	var results []*pubsub1.PublishResult
	for _, m := range ms {
		results = append(results, t.Publish(ctx, m)) // want "error: nobody can see"
	}
	return len(results)
}

func pubsubWaits(ctx context.Context, t *pubsub1.Topic, m *pubsub1.Message) error {
	_, err := t.Publish(ctx, m).Get(ctx)
	return err
}

func pubsubWaitsAside(ctx context.Context, t *pubsub1.Topic, m *pubsub1.Message) {
	r := t.Publish(ctx, m)
	go func() {
		if _, err := r.Get(context.WithoutCancel(ctx)); err != nil {
			log.Print(err)
		}
	}()
}

func nsqNil(p *nsq.Producer, body []byte) error {
	return p.PublishAsync("t", body, nil) // want "error: nobody can see"
}

func nsqDone(p *nsq.Producer, body []byte) error {
	done := make(chan *nsq.ProducerTransaction)
	if err := p.PublishAsync("t", body, done); err != nil {
		return err
	}
	return (<-done).Error
}

func franzIgnored(ctx context.Context, c *kgo.Client, r *kgo.Record) {
	c.Produce(ctx, r, func(*kgo.Record, error) {}) // want "error: nobody can see"
}

func franzSync(ctx context.Context, c *kgo.Client, r *kgo.Record) error {
	return c.ProduceSync(ctx, r).FirstErr()
}
