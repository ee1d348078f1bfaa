package main

import (
	"context"
	"io"
	"log"
	"os"

	"github.com/IBM/sarama"
	"github.com/segmentio/kafka-go"
	"noflush/stream"
)

type server struct {
	audit   sarama.AsyncProducer
	metrics *kafka.Writer
	orders  *kafka.Writer
	traces  *kafka.Writer
	invoice *kafka.Writer
	bus     *stream.Stream
}

func newServer() (*server, error) {
	audit, err := sarama.NewAsyncProducer([]string{"localhost:9092"}, sarama.NewConfig()) // want "nobody flushes or closes this, so events that were not sent at exit are lost"
	if err != nil {
		return nil, err
	}
	bus, err := stream.New("localhost:9092")
	if err != nil {
		return nil, err
	}
	return &server{
		audit:   audit,
		metrics: &kafka.Writer{Topic: "metrics.v1", Async: true}, // want "nobody flushes or closes this"
		orders:  &kafka.Writer{Topic: "orders.v1", Async: true},
		traces:  &kafka.Writer{Topic: "traces.v1", Async: os.Getenv("ASYNC") != ""},
		invoice: &kafka.Writer{Topic: "invoices.v1"},
		bus:     bus,
	}, nil
}

func (s *server) place(ctx context.Context, event []byte) error {
	s.audit.Input() <- &sarama.ProducerMessage{Topic: "audit.v1", Value: sarama.ByteEncoder(event)}
	s.bus.Publish(ctx, "stock.v1", event)
	for _, w := range []*kafka.Writer{s.metrics, s.orders, s.traces, s.invoice} {
		if err := w.WriteMessages(ctx, kafka.Message{Value: event}); err != nil {
			return err
		}
	}
	return nil
}

// close closes what it is given: as an io.Closer, too.
func (s *server) close() {
	for _, c := range []io.Closer{s.orders} {
		if err := c.Close(); err != nil {
			log.Print(err)
		}
	}
	s.bus.Close()
}

func main() {
	s, err := newServer()
	if err != nil {
		log.Fatal(err)
	}
	defer s.close()
	if err := s.place(context.Background(), []byte("{}")); err != nil {
		log.Print(err)
	}
}
