// Package doc holds the example of the documentation.
package doc

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/segmentio/kafka-go"
)

type orderPaid struct {
	EventID string
	OrderID string
	Cents   int64
}

type ledger struct {
	reader *kafka.Reader
	db     *sql.DB
}

func (l *ledger) bad(ctx context.Context) error {
	for {
		msg, err := l.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var paid orderPaid
		if err := json.Unmarshal(msg.Value, &paid); err != nil {
			return err
		}
		if _, err := l.db.ExecContext(ctx, "INSERT INTO bookings (order_id, cents) VALUES ($1, $2)", paid.OrderID, paid.Cents); err != nil { // want "warning: message that is delivered again inserts another row into \"bookings\""
			return err
		}
		if err := l.reader.CommitMessages(ctx, msg); err != nil {
			return err
		}
	}
}

func (l *ledger) good(ctx context.Context) error {
	for {
		msg, err := l.reader.FetchMessage(ctx)
		if err != nil {
			return err
		}
		var paid orderPaid
		if err := json.Unmarshal(msg.Value, &paid); err != nil {
			return err
		}
		if _, err := l.db.ExecContext(ctx, "INSERT INTO bookings (event_id, order_id, cents) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO NOTHING", paid.EventID, paid.OrderID, paid.Cents); err != nil {
			return err
		}
		if err := l.reader.CommitMessages(ctx, msg); err != nil {
			return err
		}
	}
}
