// Package twins publishes what looks like it and is well.
package twins

import (
	"encoding/json"
	"errors"
	"io"

	"oversize/bus"
)

type shop struct{ bus *bus.Bus }

type documentUploaded struct {
	DocumentHash []byte
	FileKey      []byte
	ImageURL     string
	Thumbnail    [64]byte
	Meta         json.RawMessage
	Document     []byte `json:"-"`
	FileSize     int
}

func (s *shop) upload(e documentUploaded) error { return s.bus.Publish("documents", e) }

const limit = 64 << 10

type noteAttached struct{ Attachment []byte }

func (s *shop) checked(attachment []byte) error {
	if len(attachment) > limit {
		return errors.New("too big")
	}
	return s.bus.Publish("notes", noteAttached{Attachment: attachment})
}

type photoTaken struct{ Photo []byte }

func (e photoTaken) validate() error {
	if len(e.Photo) > limit {
		return errors.New("too big")
	}
	return nil
}

func (s *shop) validated(e photoTaken) error {
	if err := e.validate(); err != nil {
		return err
	}
	return s.bus.Publish("photos", e)
}

type fileRead struct{ File []byte }

func (s *shop) limited(r io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(r, limit))
	if err != nil {
		return err
	}
	return s.bus.Publish("files", fileRead{File: b})
}

// envelope holds an event, encoded.
type envelope struct {
	Type string
	Data []byte
}

func (s *shop) enveloped(data []byte) error { return s.bus.Publish("events", envelope{"order", data}) }

type iconChosen struct {
	Icon  []byte
	Image []byte `buslint:"oversize=ok"`
}

func (s *shop) said(e iconChosen) error { return s.bus.Publish("icons", e) }
