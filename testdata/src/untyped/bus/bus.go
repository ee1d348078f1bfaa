// Package bus publishes what others give it.
package bus

import (
	"encoding/json"

	"github.com/nats-io/nats.go"
)

// Bus publishes anything.
type Bus struct{ nc *nats.Conn }

// Publish takes any event.
func (b *Bus) Publish(topic string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.nc.Publish(topic, body)
}

// PublishMap takes maps.
func (b *Bus) PublishMap(topic string, event map[string]any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.nc.Publish(topic, body) // want "warning: publisher takes its payloads as maps"
}

// Send takes bytes.
func (b *Bus) Send(m *nats.Msg) error { return b.nc.PublishMsg(m) }

// Event encodes itself.
type Event interface{ Encode() map[string]any }

// Record publishes what events make of themselves.
func (b *Bus) Record(topic string, event Event) error {
	body, err := json.Marshal(event.Encode())
	if err != nil {
		return err
	}
	return b.nc.Publish(topic, body) // want "warning: publisher takes its payloads as maps"
}
