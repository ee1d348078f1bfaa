// Package twins chooses topics in ways that can be known.
package twins

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/IBM/sarama"
)

type config struct{ Prefix, Topic string }

type shop struct {
	producer sarama.SyncProducer
	cfg      config
	topics   map[string]string
}

type kind string

const (
	express kind = "express"
	regular kind = "regular"
)

type shipped struct {
	OrderID string
	Region  string
	Kind    kind
	Type    string
	Attempt int
	Topic   string
}

func (s *shop) send(topic string, e shipped) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, _, err = s.producer.SendMessage(&sarama.ProducerMessage{Topic: topic, Value: sarama.ByteEncoder(body)})
	return err
}

func (s *shop) configured(e shipped) error { return s.send(s.cfg.Prefix+"."+s.cfg.Topic, e) }

func (s *shop) given(cfg config, e shipped) error { return s.send(cfg.Prefix+".shipped", e) }

func (s *shop) environment(e shipped) error { return s.send(os.Getenv("STAGE")+".shipped", e) }

func (s *shop) mapped(e shipped) error {
	topic, ok := s.topics[e.Region]
	if !ok {
		return errors.New("no topic")
	}
	return s.send(topic, e)
}

func (s *shop) switched(e shipped) error {
	topic := "shipped"
	switch e.Region {
	case "eu":
		topic = "shipped-eu"
	case "us":
		topic = "shipped-us"
	}
	return s.send(topic, e)
}

func (s *shop) checked(e shipped) error {
	if e.Region != "eu" && e.Region != "us" {
		return errors.New("no such region")
	}
	return s.send("shipped-"+e.Region, e)
}

func (s *shop) enumerated(e shipped) error { return s.send("shipped-"+string(e.Kind), e) }

func (s *shop) typed(e shipped) error { return s.send("events."+e.Type, e) }

func (s *shop) express(id string) error {
	return s.typed(shipped{OrderID: id, Type: "shipped", Kind: express})
}

func (s *shop) regular(id string) error {
	return s.typed(shipped{OrderID: id, Type: "sent", Kind: regular})
}

func (s *shop) retried(e shipped) error { return s.send(fmt.Sprintf("shipped-retry-%d", e.Attempt), e) }

func (s *shop) whole(e shipped) error { return s.send(e.Topic, e) }

// Publish takes whatever topic its callers name.
func (s *shop) Publish(topic string, e shipped) error { return s.send(topic, e) }
