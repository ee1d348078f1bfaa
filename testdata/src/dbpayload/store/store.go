// Package store writes whatever it is given.
package store

import (
	"encoding/json"

	"github.com/nats-io/nats.go"
	"gorm.io/gorm"
)

// Store writes.
type Store struct{ DB *gorm.DB }

// Save writes a row.
func (s *Store) Save(v any) error { return s.DB.Save(v).Error }

// Bus publishes.
type Bus struct{ NC *nats.Conn }

// Publish publishes an event.
func (b *Bus) Publish(topic string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.NC.Publish(topic, body)
}
