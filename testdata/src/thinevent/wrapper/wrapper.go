// Package wrapper publishes through another package.
package wrapper

import (
	"thinevent/bus"
)

type shop struct{ bus *bus.Bus }

type signer struct{}

func (signer) PresignGetObject(key string) (string, error) { return key + "?expires=900", nil }

type exportReady struct { // want "info: payload carries a link that expires .Link."
	Name string
	Link string
}

func (s *shop) export(sign signer, name string) error {
	link, err := sign.PresignGetObject(name)
	if err != nil {
		return err
	}
	return s.bus.Publish("exports.ready", exportReady{Name: name, Link: link})
}

type exportStored struct{ Name, Key string }

func (s *shop) exportWell(name string) error {
	return s.bus.Publish("exports.ready", exportStored{Name: name, Key: "exports/" + name})
}

type basketSaved struct{ BasketID string } // want "info: event tells of a change by ids only .BasketID."

func (s *shop) save(id string) error { return s.bus.Publish("baskets.saved", basketSaved{id}) }
