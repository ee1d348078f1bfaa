package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"shop.example/shop/internal/platform/event"
)

const batchSize = 100

// Broker publishes what the relay reads.
type Broker interface {
	Publish(ctx context.Context, topic string, e event.Envelope) error
}

// Relay moves events from the outbox table to a broker, each at least once and in the order of their rows.
type Relay struct {
	pool   *pgxpool.Pool
	broker Broker
	every  time.Duration
}

// NewRelay returns a relay that looks for new events at the given interval.
func NewRelay(pool *pgxpool.Pool, broker Broker, every time.Duration) *Relay {
	return &Relay{pool: pool, broker: broker, every: every}
}

// Run relays until ctx is done. A batch that fails is tried again in the next round.
func (r *Relay) Run(ctx context.Context) error {
	tick := time.NewTicker(r.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := r.batch(ctx); err != nil {
				slog.ErrorContext(ctx, "relay outbox", "err", err)
			}
		}
	}
}

type row struct {
	Seq   int64
	Topic string
	Event []byte
}

func (r *Relay) batch(ctx context.Context) error {
	return pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT seq, topic, event FROM outbox WHERE sent_at IS NULL ORDER BY seq LIMIT $1 FOR UPDATE`, batchSize)
		if err != nil {
			return fmt.Errorf("read outbox: %w", err)
		}
		pending, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
		if err != nil {
			return fmt.Errorf("read outbox: %w", err)
		}
		for _, p := range pending {
			var e event.Envelope
			if err := json.Unmarshal(p.Event, &e); err != nil {
				return fmt.Errorf("decode event %d: %w", p.Seq, err)
			}
			if err := r.broker.Publish(ctx, p.Topic, e); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `UPDATE outbox SET sent_at = now() WHERE seq = $1`, p.Seq); err != nil {
				return fmt.Errorf("mark event %d: %w", p.Seq, err)
			}
		}
		return nil
	})
}
