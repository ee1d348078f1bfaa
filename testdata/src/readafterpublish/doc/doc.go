// Package doc holds the example of the documentation.
package doc

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
	ID string `json:"id"`
}

type summary struct{ ID, Status string }

func (s *shop) subscribe() error {
	_, err := s.nc.Subscribe("orders.placed", func(m *nats.Msg) {
		var e orderPlaced
		if err := json.Unmarshal(m.Data, &e); err != nil {
			return
		}
		_, _ = s.db.Exec("INSERT INTO order_summaries (id, status) VALUES ($1, 'placed') ON CONFLICT DO NOTHING", e.ID)
	})
	return err
}

func (s *shop) bad(ctx context.Context, id string) (sum summary, err error) {
	body, err := json.Marshal(orderPlaced{id})
	if err != nil {
		return sum, err
	}
	if err := s.nc.Publish("orders.placed", body); err != nil {
		return sum, err
	}
	err = s.db.QueryRowContext(ctx, "SELECT id, status FROM order_summaries WHERE id = $1", id).Scan(&sum.ID, &sum.Status) // want "warning: reads .order_summaries. after the event whose handler writes it"
	return sum, err
}

func (s *shop) good(ctx context.Context, id string) (summary, error) {
	body, err := json.Marshal(orderPlaced{id})
	if err != nil {
		return summary{}, err
	}
	if err := s.nc.Publish("orders.placed", body); err != nil {
		return summary{}, err
	}
	return summary{id, "placed"}, nil
}
