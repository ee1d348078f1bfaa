// Package names has handlers in which names speak of repeats.
package names

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/google/uuid"

	"nonidempotent/names/dedup"
)

type shop struct {
	db     *sql.DB
	client *http.Client
	guard  guard
}

// guard is made elsewhere.
type guard interface {
	Deduplicate(ctx context.Context, id string, do func(context.Context) error) error
}

func (s *shop) register(r *message.Router, sub message.Subscriber) {
	for _, handle := range []message.NoPublishHandlerFunc{s.packageName, s.logged, s.fails, s.pure, s.guarded, s.anew, s.keyed} {
		r.AddNoPublisherHandler("handle", "orders", sub, handle)
	}
}

func (s *shop) packageName(m *message.Message) error {
	dedup.Note(m.UUID)
	_, err := s.db.ExecContext(m.Context(), "INSERT INTO notes (text) VALUES ($1)", string(m.Payload)) // want "warning: message that is delivered again inserts another row"
	return err
}

func (s *shop) logged(m *message.Message) error {
	log.Print("not idempotent yet")
	_, err := s.db.ExecContext(m.Context(), "INSERT INTO notes (text) VALUES ($1)", string(m.Payload)) // want "warning: message that is delivered again inserts another row"
	return err
}

func (s *shop) fails(m *message.Message) error {
	if len(m.Payload) == 0 {
		return fmt.Errorf("message without dedup id: %s", m.UUID)
	}
	_, err := s.db.ExecContext(m.Context(), "INSERT INTO notes (text) VALUES ($1)", string(m.Payload)) // want "warning: message that is delivered again inserts another row"
	return err
}

func (s *shop) pure(m *message.Message) error {
	log.Print(dedup.DedupID(m.UUID))
	_, err := s.db.ExecContext(m.Context(), "INSERT INTO notes (text) VALUES ($1)", string(m.Payload)) // want "warning: message that is delivered again inserts another row"
	return err
}

func (s *shop) guarded(m *message.Message) error {
	return s.guard.Deduplicate(m.Context(), m.UUID, func(ctx context.Context) error {
		_, err := s.db.ExecContext(ctx, "INSERT INTO notes (text) VALUES ($1)", string(m.Payload))
		return err
	})
}

func (s *shop) anew(m *message.Message) error {
	req, err := http.NewRequestWithContext(m.Context(), "POST", "https://pay.example.com/charges", bytes.NewReader(m.Payload)) // want "warning: message that is delivered again sends the POST once more"
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", uuid.NewString())
	_, err = s.client.Do(req)
	return err
}

func (s *shop) keyed(m *message.Message) error {
	req, err := http.NewRequestWithContext(m.Context(), "POST", "https://pay.example.com/charges", bytes.NewReader(m.Payload))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", m.UUID)
	_, err = s.client.Do(req)
	return err
}
