// Package logs logs events with personal data: whole, and in ways that leave it out.
package logs

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"

	"github.com/nats-io/nats.go"
)

type registered struct { // want "warning: payload carries personal data in the clear .Email."
	ID    string
	Email string
}

type shipped struct{ ID string }

type accepted struct {
	ID    string
	Email string `buslint:"pii=ok"`
}

type discreet struct { // want "warning: payload carries personal data in the clear .Email."
	ID    string
	Email string
}

func (d discreet) LogValue() slog.Value { return slog.StringValue(d.ID) }

type service struct{ nc *nats.Conn }

func (s *service) send(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.nc.Publish("accounts", b)
}

func (s *service) register(e registered) error {
	log.Printf("registering %+v", e) // want "warning: whole event is logged with what is personal .Email., so it stays in the logs"
	if err := s.send(e); err != nil {
		slog.Error("not sent", "event", &e) // want "warning: whole event is logged with what is personal .Email."
		return err
	}
	log.Printf("registered %s", e.ID)
	log.Printf("sent a %T", e)
	return nil
}

func (s *service) encoded(e registered) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	fmt.Println(string(body)) // want "warning: whole event is logged with what is personal .Email."
	log.Println(len(body))
	return s.nc.Publish("accounts", body)
}

func (s *service) consume() {
	s.nc.Subscribe("accounts", func(m *nats.Msg) {
		log.Printf("got %s", m.Data) // want "warning: whole event is logged with what is personal .Email."
		log.Printf("got a message on %s", m.Subject)
		var e registered
		if err := json.Unmarshal(m.Data, &e); err != nil {
			log.Printf("not read: %v", err)
			return
		}
		log.Println("got", e.ID)
	})
	s.nc.Subscribe("parcels", func(m *nats.Msg) {
		log.Printf("got %s", m.Data)
		var e shipped
		_ = json.Unmarshal(m.Data, &e)
		log.Printf("got %v", e)
	})
}

func (s *service) others(a shipped, b accepted, c discreet) error {
	log.Println(a, b)
	slog.Info("sending", "event", c)
	if err := s.send(a); err != nil {
		return err
	}
	if err := s.send(b); err != nil {
		return err
	}
	return s.send(c)
}
