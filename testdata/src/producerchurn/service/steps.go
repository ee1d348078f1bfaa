package main

import (
	"context"
	"fmt"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

type settings struct{ broker, topic string }

type step struct {
	name string
	run  func(ctx context.Context, s settings) error
}

// Each of them runs once.
var steps = []step{
	{"one event", single},
	{"the same event twice", twice},
}

func demo(ctx context.Context, s settings) error {
	for _, x := range steps {
		if err := x.run(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
	}
	return nil
}

func single(ctx context.Context, s settings) error {
	w := &kafka.Writer{Topic: s.topic}
	if err := w.WriteMessages(ctx, kafka.Message{Topic: s.topic, Value: []byte("one")}); err != nil {
		return err
	}
	return w.Close()
}

func twice(ctx context.Context, s settings) error {
	client, err := kgo.NewClient(kgo.SeedBrokers(s.broker))
	if err != nil {
		return err
	}
	defer client.Close()
	send := func(id string) error {
		return client.ProduceSync(ctx, &kgo.Record{Topic: s.topic, Value: []byte(id)}).FirstErr()
	}
	if err := send("1"); err != nil {
		return err
	}
	return send("1")
}

// Every request opens a client for what it sends, and a literal that captures the client sends it.
func resend(ctx context.Context, s settings, bodies [][]byte) error {
	for _, body := range bodies {
		client, err := kgo.NewClient(kgo.SeedBrokers(s.broker)) // want "opened for each event"
		if err != nil {
			return err
		}
		send := func() error {
			return client.ProduceSync(ctx, &kgo.Record{Topic: s.topic, Value: body}).FirstErr()
		}
		if err := send(); err != nil {
			return err
		}
		client.Close()
	}
	return nil
}
