// Package channel publishes by sending on a library's channel.
package channel

import (
	"encoding/json"

	"github.com/IBM/sarama"
)

type shop struct{ producer sarama.AsyncProducer }

type shipped struct { // want "warning: payload has no version"
	EventID string `json:"event_id"`
	OrderID string `json:"order_id"`
}

func (s *shop) ship(e shipped) error {
	body, err := json.Marshal(&shipped{EventID: e.EventID, OrderID: e.OrderID})
	if err != nil {
		return err
	}
	s.producer.Input() <- &sarama.ProducerMessage{Topic: "shipping", Value: sarama.ByteEncoder(body)}
	return nil
}

type deliveredV2 struct {
	EventID string `json:"event_id"`
	OrderID string `json:"order_id"`
}

func (s *shop) deliver(e deliveredV2) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	s.producer.Input() <- &sarama.ProducerMessage{Topic: "shipping", Value: sarama.ByteEncoder(body)}
	return nil
}
