// Package bus wraps a library.
package bus

import (
	"encoding/json"

	"github.com/nats-io/nats.go"
)

// Bus publishes whatever it is given.
type Bus struct{ Conn *nats.Conn }

// Publish encodes an event and publishes it.
func (b *Bus) Publish(subject string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	return b.Conn.Publish(subject, body)
}
