// Package handles has publishers that are kept and handed around.
package handles

import (
	"context"
	"log"

	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	segmentio "github.com/segmentio/kafka-go"

	"lostasync/metrics"
)

// deaf keeps a producer of its own, and never asks it.
type deaf struct{ p *kafka.Producer }

func newDeaf() (*deaf, error) {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
	if err != nil {
		return nil, err
	}
	return &deaf{p}, nil
}

func (d *deaf) publish(m *kafka.Message) error {
	return d.p.Produce(m, nil) // want "error: nobody can see"
}

// hearing asks in a method of its own.
type hearing struct{ p *kafka.Producer }

func newHearing() (*hearing, error) {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
	if err != nil {
		return nil, err
	}
	h := &hearing{p: p}
	go h.run()
	return h, nil
}

func (h *hearing) run() {
	for e := range h.p.Events() {
		log.Print(e)
	}
}

func (h *hearing) publish(m *kafka.Message) error { return h.p.Produce(m, nil) }

// asked is given a producer, and asks it.
type asked struct{ p sarama.AsyncProducer }

func newAsked(p sarama.AsyncProducer) *asked { return &asked{p} }

func (a *asked) run() {
	for e := range a.p.Errors() {
		log.Print(e.Err)
	}
}

func (a *asked) publish(m *sarama.ProducerMessage) { a.p.Input() <- m }

// given is what nobody is seen to make.
func given(p sarama.AsyncProducer, m *sarama.ProducerMessage) {
	p.Input() <- m // want "warning: nobody can see"
}

func givenAndHeard(ctx context.Context, p sarama.AsyncProducer, m *sarama.ProducerMessage) error {
	p.Input() <- m
	select {
	case e := <-p.Errors():
		return e.Err
	case <-p.Successes():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func givenAndWatched(p sarama.AsyncProducer, m *sarama.ProducerMessage) {
	go func() {
		for e := range p.Errors() {
			log.Print(e.Err)
		}
	}()
	p.Input() <- m
}

// One writer waits, the other does not.
type writers struct{ slow, fast *segmentio.Writer }

func newWriters() *writers {
	return &writers{slow: &segmentio.Writer{Topic: "orders"}, fast: &segmentio.Writer{Topic: "views", Async: true}}
}

func (w *writers) order(ctx context.Context, m segmentio.Message) error {
	return w.slow.WriteMessages(ctx, m)
}

func (w *writers) view(ctx context.Context, m segmentio.Message) error {
	return w.fast.WriteMessages(ctx, m) // want "error: nobody can see"
}

func counts(ctx context.Context, s *metrics.Sink) { s.Count(ctx, "visits") }

var _ = []any{newDeaf, newHearing, newAsked, newWriters, counts}

// That it was not queued is logged; what becomes of it later is another matter.
func logged(m *kafka.Message) {
	p, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
	if err != nil {
		return
	}
	if err := p.Produce(m, nil); err != nil { // want "error: nobody can see"
		log.Print(err)
	}
	_ = p.Produce(m, nil) // not even that is looked at: another rule tells
}

// client is what a user's own interface wants of a producer: the Events of this are no messages.
type client interface {
	Produce(m *kafka.Message, report chan kafka.Event) error
	Events() chan kafka.Event
}

func newClient() (client, error) {
	return kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "b"})
}

type throughInterface struct{ c client }

func newThroughInterface() (*throughInterface, error) {
	c, err := newClient()
	if err != nil {
		return nil, err
	}
	t := &throughInterface{c}
	go t.run()
	return t, nil
}

func (t *throughInterface) run() {
	for e := range t.c.Events() {
		log.Print(e)
	}
}

func (t *throughInterface) publish(m *kafka.Message) error { return t.c.Produce(m, nil) }
