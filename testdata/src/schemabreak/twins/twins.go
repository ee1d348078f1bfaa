// Package twins changes payloads in ways that break nobody, or of which somebody said so.
package twins

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type bus struct{ writer *kafka.Writer }

func (b *bus) publish(ctx context.Context, topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.writer.WriteMessages(ctx, kafka.Message{Topic: topic, Value: body})
}

// Its fields have other names in Go and another order: the wire does not show that.
type moved struct {
	Number int    `json:"second"`
	Name   string `json:"first"`
}

// Consumers accepted that the field is gone.
type approved struct { // want "info: .approved. changed since its lock 1"
	Kept string `json:"kept"`
}

// Its topic promises nothing.
type loose struct {
	Any int `json:"any"`
}

// Its topic is a draft.
type young struct {
	Other string `json:"other"`
}

// Nobody locked it yet.
type fresh struct { // want "info: .fresh. has no lock, so nothing compares its next change"
	Any string `json:"any"`
}

func all(ctx context.Context, b *bus) error {
	for _, err := range []error{
		b.publish(ctx, "moved", moved{}), b.publish(ctx, "approved", approved{}), b.publish(ctx, "loose", loose{}), b.publish(ctx, "young", young{}), b.publish(ctx, "fresh", fresh{}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}
