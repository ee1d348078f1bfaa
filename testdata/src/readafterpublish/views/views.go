// Package views has consumers with types of their own.
package views

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/nats-io/nats.go"
)

type shop struct {
	db *sql.DB
	nc *nats.Conn
}

type orderPlaced struct {
	ID    string `json:"id"`
	Total int    `json:"total"`
}

type placedView struct {
	ID string `json:"id"`
}

type refunded struct {
	ID string `json:"id"`
}

type refundView struct {
	ID string `json:"id"`
}

func (s *shop) subscribe() error {
	if _, err := s.nc.Subscribe("views.placed", func(m *nats.Msg) {
		var e placedView
		if err := json.Unmarshal(m.Data, &e); err != nil {
			return
		}
		_, _ = s.db.Exec("INSERT INTO placed_views (id) VALUES ($1) ON CONFLICT DO NOTHING", e.ID)
	}); err != nil {
		return err
	}
	_, err := s.nc.Subscribe("views.refunds", func(m *nats.Msg) {
		var e refundView
		if err := json.Unmarshal(m.Data, &e); err != nil {
			return
		}
		_, _ = s.db.Exec("INSERT INTO refunds (id) VALUES ($1) ON CONFLICT DO NOTHING", e.ID)
	})
	return err
}

func (s *shop) publish(topic string, e any) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.nc.Publish(topic, body)
}

func (s *shop) place(ctx context.Context, id string) (found string, err error) {
	if err := s.publish("views.placed", orderPlaced{ID: id}); err != nil {
		return "", err
	}
	err = s.db.QueryRowContext(ctx, "SELECT id FROM placed_views WHERE id = $1", id).Scan(&found) // want "warning: reads .placed_views. after the event whose handler writes it"
	return found, err
}

// refund publishes one of two events of its topic: which of them the handler takes is not known.
func (s *shop) refund(ctx context.Context, id string) (found string, err error) {
	if err := s.publish("views.refunds", refunded{ID: id}); err != nil {
		return "", err
	}
	err = s.db.QueryRowContext(ctx, "SELECT id FROM refunds WHERE id = $1", id).Scan(&found)
	return found, err
}

func (s *shop) ask(id string) error { return s.publish("views.refunds", orderPlaced{ID: id}) }
