// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type shop struct {
	writer *kafka.Writer
	db     *sql.DB
}

type orderPlaced struct {
	OrderID    string `json:"order_id"`
	TotalCents int64  `json:"total_cents"`
}

func (s *shop) bad(ctx context.Context, e orderPlaced) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "orders.totals", Value: body}) // want "error: \"total\" is published as \"total_cents\", so doc reads it as zero"
}

// What billing decodes.
type order struct {
	OrderID string `json:"order_id"`
	Total   int64  `json:"total"`
}

func (s *shop) bill(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders.totals", GroupID: "billing"})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var o order
		if err := json.Unmarshal(m.Value, &o); err != nil {
			return err
		}
		if _, err := s.db.ExecContext(ctx, "INSERT INTO bills (id, cents) VALUES ($1, $2)", o.OrderID, o.Total); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

type shipped struct {
	OrderID string `json:"order_id"`
	Weight  int64  `json:"weight"`
	Carrier string `json:"carrier"`
}

func (s *shop) good(ctx context.Context, e shipped) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.writer.WriteMessages(ctx, kafka.Message{Topic: "shipments", Value: body})
}

// What tracking decodes: what it needs.
type shipment struct {
	OrderID string `json:"order_id"`
	Carrier string `json:"carrier"`
}

func (s *shop) track(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "shipments", GroupID: "tracking"})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var e shipment
		if err := json.Unmarshal(m.Value, &e); err != nil {
			return err
		}
		if _, err := s.db.ExecContext(ctx, "INSERT INTO tracks (id, carrier) VALUES ($1, $2)", e.OrderID, e.Carrier); err != nil {
			return err
		}
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}
