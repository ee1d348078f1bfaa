// Package wrapper is a publisher that is the cause for all: nothing that goes through it has a version.
package wrapper

import (
	"context"
	"encoding/json"

	"github.com/IBM/sarama"
)

type producer struct{ sync sarama.SyncProducer }

func (p *producer) send(key string, body []byte) error {
	_, _, err := p.sync.SendMessage(&sarama.ProducerMessage{Topic: "users", Key: sarama.ByteEncoder(key), Value: sarama.ByteEncoder(body)}) // want "warning: nothing published here has a version"
	return err
}

type userJoined struct{ UserID string }

type userLeft struct{ UserID string }

func joined(ctx context.Context, p *producer, id string) error {
	b, err := json.Marshal(userJoined{UserID: id})
	if err != nil {
		return err
	}
	return p.send(id, b)
}

func left(ctx context.Context, p *producer, id string) error {
	b, err := json.Marshal(userLeft{UserID: id})
	if err != nil {
		return err
	}
	return p.send(id, b)
}
