// Package wrapper publishes through another package.
package wrapper

import (
	"encoding/base64"
	"os"

	"oversize/bus"
)

type shop struct{ bus *bus.Bus }

type invoiceWritten struct { // want "info: payload carries bytes of any size .Body."
	ID   string
	Body []byte
}

func (s *shop) write(id, path string) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return s.bus.Publish("invoices.written", invoiceWritten{ID: id, Body: body})
}

type letterSent struct { // want "info: payload carries bytes of any size .Text."
	ID   string
	Text string
}

func (s *shop) send(id string, text []byte) error {
	return s.bus.Publish("letters.sent", letterSent{ID: id, Text: base64.StdEncoding.EncodeToString(text)})
}
