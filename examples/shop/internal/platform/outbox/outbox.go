// Package outbox stores events next to the data that they are about, and relays them to a broker afterwards.
//
//	CREATE TABLE outbox (
//	    seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
//	    event_id uuid NOT NULL UNIQUE,
//	    topic    text NOT NULL,
//	    event    jsonb NOT NULL,
//	    sent_at  timestamptz
//	);
package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"shop.example/shop/internal/platform/event"
	"shop.example/shop/internal/platform/uow"
)

// ErrNoTx is returned when an event is published to the outbox outside of a transaction.
var ErrNoTx = errors.New("outbox: no transaction in context")

// Outbox publishes to one topic by way of the outbox table.
type Outbox struct{ topic string }

// New returns an outbox for a topic.
func New(topic string) *Outbox { return &Outbox{topic: topic} }

// Publish stores the event in the transaction of the context.
func (o *Outbox) Publish(ctx context.Context, e event.Envelope) error {
	tx, ok := uow.Tx(ctx)
	if !ok {
		return ErrNoTx
	}
	return Insert(ctx, tx, o.topic, e)
}

// Insert stores an event through a transaction.
func Insert(ctx context.Context, tx uow.DB, topic string, e event.Envelope) error {
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode %s: %w", e.Type, err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO outbox (event_id, topic, event) VALUES ($1, $2, $3)`, e.ID, topic, body); err != nil {
		return fmt.Errorf("store %s: %w", e.Type, err)
	}
	return nil
}
