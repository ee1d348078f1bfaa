// Package event holds the envelope in which the shop's contexts tell each other what happened.
package event

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Envelope carries one event. ID stays the same over all deliveries.
type Envelope struct {
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	Version    int             `json:"version"`
	Key        string          `json:"key"` // the entity that the event is about
	OccurredAt time.Time       `json:"occurred_at"`
	Data       json.RawMessage `json:"data"`
}

// New puts data into an envelope.
func New(typ string, version int, key string, at time.Time, data any) (Envelope, error) {
	body, err := json.Marshal(data)
	if err != nil {
		return Envelope{}, fmt.Errorf("encode %s: %w", typ, err)
	}
	return Envelope{ID: uuid.NewString(), Type: typ, Version: version, Key: key, OccurredAt: at, Data: body}, nil
}
