// Package twins holds what looks like a loop and comes to an end, or goes elsewhere.
package twins

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"github.com/nats-io/nats.go"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)

type Step struct {
	Name    string
	Left    int
	Attempt int
}

type service struct {
	nc     *nats.Conn
	r      *kafka.Reader
	w      *kafka.Writer
	ch     *amqp.Channel
	closed map[string]bool
}

func (s *service) publish(step Step) error {
	body, err := json.Marshal(step)
	if err != nil {
		return err
	}
	return s.nc.Publish("steps", body)
}

// A state machine that comes to its end.
func (s *service) machine() {
	_, _ = s.nc.Subscribe("steps", func(m *nats.Msg) {
		var step Step
		if err := json.Unmarshal(m.Data, &step); err != nil {
			return
		}
		if step.Left == 0 {
			return
		}
		step.Left--
		_ = s.publish(step)
	})
}

// It has been done.
func (s *service) once() {
	_, _ = s.nc.Subscribe("steps", func(m *nats.Msg) {
		if s.closed[m.Subject] {
			return
		}
		s.closed[m.Subject] = true
		_ = s.publish(Step{})
	})
}

var errLate = errors.New("too many attempts")

// Attempts are counted.
func (s *service) counted() {
	_, _ = s.nc.Subscribe("steps", func(m *nats.Msg) {
		var step Step
		if err := json.Unmarshal(m.Data, &step); err != nil {
			return
		}
		if err := s.again(step); err != nil {
			return
		}
	})
}

func (s *service) again(step Step) error {
	if step.Attempt > 5 {
		return errLate
	}
	step.Attempt++
	return s.publish(step)
}

// After a failure: a retry.
func (s *service) retried(ctx context.Context) error {
	for {
		m, err := s.r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := s.work(m); err != nil {
			if err := s.w.WriteMessages(ctx, kafka.Message{Topic: "work", Value: m.Value}); err != nil {
				return err
			}
		}
		if err := s.r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (s *service) work(m kafka.Message) error { return nil }

// By the name of the event.
func (s *service) byName() {
	_, _ = s.nc.Subscribe("all", func(m *nats.Msg) {
		switch m.Subject {
		case "placed":
			_ = s.nc.Publish("all", m.Data)
		}
	})
}

// A while later.
func (s *service) polled() {
	_, _ = s.nc.Subscribe("poll", func(m *nats.Msg) {
		time.Sleep(time.Minute)
		_ = s.nc.Publish("poll", m.Data)
	})
	_, _ = s.nc.Subscribe("tick", func(m *nats.Msg) {
		<-time.After(time.Minute)
		_ = s.nc.Publish("tick", m.Data)
	})
}

// Topics from configuration may be any.
func (s *service) configured() {
	_, _ = s.nc.Subscribe(os.Getenv("IN"), func(m *nats.Msg) { _ = s.nc.Publish(os.Getenv("OUT"), m.Data) })
}

// An answer.
func (s *service) answered() {
	_, _ = s.nc.Subscribe("questions", func(m *nats.Msg) { _ = s.nc.Publish(m.Reply, m.Data) })
}

// Another key of the exchange, and another exchange of the name of a queue.
func (s *service) keys(ctx context.Context) error {
	if err := s.ch.QueueBind("stock", "order.placed", "orders", false, nil); err != nil {
		return err
	}
	deliveries, err := s.ch.Consume("stock", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := s.ch.PublishWithContext(ctx, "orders", "order.counted", false, false, amqp.Publishing{Body: d.Body}); err != nil {
			return err
		}
		if err := s.ch.PublishWithContext(ctx, "stock", "order.placed", false, false, amqp.Publishing{Body: d.Body}); err != nil {
			return err
		}
		if err := s.ch.PublishWithContext(ctx, "", "stock.retry", false, false, amqp.Publishing{Body: d.Body}); err != nil {
			return err
		}
	}
	return nil
}

// Another broker.
func (s *service) bridge() {
	_, _ = s.nc.Subscribe("bridged", func(m *nats.Msg) {
		_ = s.w.WriteMessages(context.Background(), kafka.Message{Topic: "bridged", Value: m.Data})
	})
}

// A worker that starts the next one.
func (s *service) batch() {
	_, _ = s.nc.Subscribe("batch", func(m *nats.Msg) {
		var steps []Step
		if err := json.Unmarshal(m.Data, &steps); err != nil {
			return
		}
		for _, step := range steps {
			_ = s.nc.Publish("batch", []byte(step.Name))
		}
	})
}
