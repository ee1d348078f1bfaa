// Package bus wraps Kafka: it puts events into an envelope.
package bus

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/segmentio/kafka-go"
)

// Envelope is what is said of each event.
type Envelope struct {
	ID   string    `json:"id"`
	Type string    `json:"type"`
	At   time.Time `json:"at"`
	Data any       `json:"data"`
}

// Bus publishes.
type Bus struct{ W *kafka.Writer }

// Publish gives each event an id of its own: who tries again, publishes another event.
func (b *Bus) Publish(ctx context.Context, kind string, e any) error {
	body, err := json.Marshal(Envelope{ID: uuid.NewString(), Type: kind, At: time.Now(), Data: e}) // want "error: event gets a new id at each attempt"
	if err != nil {
		return err
	}
	return b.W.WriteMessages(ctx, kafka.Message{Topic: kind, Value: body})
}

// PublishAs publishes an event under the id that it has.
func (b *Bus) PublishAs(ctx context.Context, id, kind string, e any) error {
	body, err := json.Marshal(Envelope{ID: id, Type: kind, At: time.Now(), Data: e})
	if err != nil {
		return err
	}
	return b.W.WriteMessages(ctx, kafka.Message{Topic: kind, Value: body})
}

// PublishSurely makes the envelope before it tries.
func (b *Bus) PublishSurely(ctx context.Context, kind string, e any) error {
	body, err := json.Marshal(Envelope{ID: uuid.NewString(), Type: kind, At: time.Now(), Data: e})
	if err != nil {
		return err
	}
	for range 5 {
		if err = b.W.WriteMessages(ctx, kafka.Message{Topic: kind, Value: body}); err == nil {
			return nil
		}
	}
	return err
}

// PublishOften makes the envelope for each attempt.
func (b *Bus) PublishOften(ctx context.Context, kind string, e any) (err error) {
	for range 5 {
		var body []byte
		if body, err = json.Marshal(Envelope{ID: uuid.NewString(), Type: kind, Data: e}); err != nil { // want "error: event gets a new id at each attempt"
			return err
		}
		if err = b.W.WriteMessages(ctx, kafka.Message{Topic: kind, Value: body}); err == nil {
			return nil
		}
	}
	return err
}
