// Package consume handles messages: it writes down what it has seen, changes data and publishes on.
package consume

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type placed struct{ OrderID string }

type handler struct {
	db *sql.DB
	r  *kafka.Reader
	w  *kafka.Writer
}

func (h *handler) forward(ctx context.Context, p placed) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return h.w.WriteMessages(ctx, kafka.Message{Topic: "invoices.v1", Value: body})
}

// Handle changes data, then tells.
func (h *handler) Handle(ctx context.Context, m kafka.Message) error {
	var p placed
	if err := json.Unmarshal(m.Value, &p); err != nil {
		return err
	}
	if _, err := h.db.ExecContext(ctx, "INSERT INTO invoices (order_id) VALUES ($1)", p.OrderID); err != nil {
		return err
	}
	return h.forward(ctx, p) // want "info: event is published after the write"
}

// HandleOnce remembers what it has handled; that is no news for anybody.
func (h *handler) HandleOnce(ctx context.Context, m kafka.Message) error {
	var p placed
	if err := json.Unmarshal(m.Value, &p); err != nil {
		return err
	}
	if err := h.forward(ctx, p); err != nil {
		return err
	}
	_, err := h.db.ExecContext(ctx, "INSERT INTO processed_messages (id) VALUES ($1)", p.OrderID)
	return err
}

// HandleInbox does it first.
func (h *handler) HandleInbox(ctx context.Context, m kafka.Message) error {
	var p placed
	if err := json.Unmarshal(m.Value, &p); err != nil {
		return err
	}
	if _, err := h.db.ExecContext(ctx, "INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING", p.OrderID); err != nil {
		return err
	}
	return h.forward(ctx, p)
}

// HandleTold tells before it has changed anything.
func (h *handler) HandleTold(ctx context.Context, m kafka.Message) error {
	var p placed
	if err := json.Unmarshal(m.Value, &p); err != nil {
		return err
	}
	if err := h.forward(ctx, p); err != nil { // want "warning: event is published before the write"
		return err
	}
	_, err := h.db.ExecContext(ctx, "INSERT INTO invoices (order_id) VALUES ($1)", p.OrderID)
	return err
}
